package dev.tideway.app.settings;

/**
 * Every variable of the environment that the app knows. Only these are ever shown, and of these
 * only those that are no secrets; a secret may also be in a file, named by {@code NAME_FILE}.
 */
public enum Setting {
  HOST(Kind.PLAIN, "0.0.0.0"),
  PORT(Kind.PLAIN, "8080"),
  LOG_LEVEL(Kind.PLAIN, "INFO"),
  APP_VERSION(Kind.PLAIN, ""),
  TIDEWAY_REVISION(Kind.PLAIN, ""),
  POD_NAME(Kind.PLAIN, ""),
  APP_SHUTDOWN_DRAIN(Kind.PLAIN, "5s"),
  MICRONAUT_LIFECYCLE_GRACEFUL_SHUTDOWN_GRACE_PERIOD(Kind.PLAIN, "15s"),
  DATABASE_URL(Kind.SECRET, ""),
  DATABASE_USER(Kind.PLAIN, ""),
  DATABASE_PASSWORD(Kind.SECRET, ""),
  DATABASE_POOL_SIZE(Kind.PLAIN, "10"),
  REDIS_URL(Kind.SECRET, ""),
  REDIS_PASSWORD(Kind.SECRET, ""),
  REDIS_TIMEOUT(Kind.PLAIN, "50ms"),
  CACHE_TTL(Kind.PLAIN, "5m"),
  STORAGE_URL(Kind.SECRET, ""),
  STORAGE_ENDPOINT(Kind.PLAIN, ""),
  AWS_REGION(Kind.PLAIN, ""),
  AWS_ACCESS_KEY_ID(Kind.PLAIN, ""),
  AWS_SECRET_ACCESS_KEY(Kind.SECRET, ""),
  AWS_SESSION_TOKEN(Kind.SECRET, ""),
  AZURE_TENANT_ID(Kind.PLAIN, ""),
  AZURE_CLIENT_ID(Kind.PLAIN, ""),
  AZURE_CLIENT_SECRET(Kind.SECRET, ""),
  GOOGLE_APPLICATION_CREDENTIALS(Kind.PLAIN, ""),
  FILES_MAX_SIZE(Kind.PLAIN, "100MB"),
  FILES_TYPES(
      Kind.PLAIN,
      "image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,text/csv,"
          + "application/json"),
  FILES_MEMORY(Kind.PLAIN, "20MB"),
  APP_PUBLIC_URL(Kind.PLAIN, ""),
  APP_JWT_KEYS(Kind.SECRET, ""),
  APP_LOCAL_ACCOUNTS(Kind.PLAIN, "false"),
  APP_ADMIN_PASSWORD(Kind.SECRET, ""),
  OIDC_ISSUER(Kind.PLAIN, ""),
  OIDC_CLIENT_ID(Kind.PLAIN, ""),
  OIDC_CLIENT_SECRET(Kind.SECRET, ""),
  OIDC_SCOPES(Kind.PLAIN, "openid profile email"),
  OIDC_AUDIENCE(Kind.PLAIN, ""),
  OIDC_ROLES_CLAIM(Kind.PLAIN, "roles"),
  OIDC_ROLES(Kind.PLAIN, "viewer=viewer,editor=editor,admin=admin"),
  CORS_ORIGINS(Kind.PLAIN, ""),
  LIMIT_LOGIN(Kind.PLAIN, "10/1m"),
  LIMIT_WRITES(Kind.PLAIN, "300/1m"),
  TRUSTED_PROXIES(Kind.PLAIN, ""),
  OTEL_EXPORTER_OTLP_ENDPOINT(Kind.PLAIN, ""),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT(Kind.PLAIN, ""),
  OTEL_EXPORTER_OTLP_HEADERS(Kind.SECRET, "");

  /** Whether a setting may be shown. */
  enum Kind {
    PLAIN,
    SECRET
  }

  private final Kind kind;
  private final String fallback;

  Setting(Kind kind, String fallback) {
    this.kind = kind;
    this.fallback = fallback;
  }

  boolean isSecret() {
    return kind == Kind.SECRET;
  }

  /** What it is when nobody sets it; empty for nothing. */
  String fallback() {
    return fallback;
  }

  String file() {
    return name() + "_FILE";
  }
}
