package dev.tideway.app;

import dev.tideway.app.database.DatabaseUrl;
import dev.tideway.app.faults.RequiresFaults;
import dev.tideway.app.redis.RedisUrl;
import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import dev.tideway.app.storage.RequiresStorage;
import dev.tideway.app.uploads.FileTypes;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the environment says, as Micronaut's properties. */
public final class Configuration {
  private static final String SETTINGS = "app.settings";
  private static final String ORIGIN = "https?://[A-Za-z0-9.-]+(:[0-9]+)?";
  private static final String LEVEL = "(?i)ERROR|WARN|INFO|DEBUG|TRACE";
  private static final String URL = "https?://[!-~]+";
  private static final String SIZE = "[1-9]\\d{0,8}|[1-9]\\d{0,5}KB|[1-9]\\d{0,2}MB|1GB";
  private static final String TYPES = "[\\w.+-]+/[\\w.+-]+(\\s*,\\s*[\\w.+-]+/[\\w.+-]+)*";
  private static final String CORS = "micronaut.server.cors.configurations.others.";

  private Configuration() {}

  /**
   * Reads the environment.
   *
   * @throws InvalidSetting when something in it can't be read or is missing; the message says what
   *     to write, and nothing of a secret
   */
  public static Map<String, Object> of(Map<String, String> environment) {
    Settings settings = Settings.read(environment);
    Map<String, Object> properties = new HashMap<>(Map.of(SETTINGS, settings));
    DatabaseUrl.from(settings.environment())
        .map(DatabaseUrl::properties)
        .ifPresent(properties::putAll);
    properties.putAll(RedisUrl.properties(settings.environment()));
    // Read where they are used; here, so that it is the start that fails, and not a request.
    Duration unused = settings.duration(Setting.REDIS_TIMEOUT);
    unused = settings.duration(Setting.CACHE_TTL);
    check(settings, Setting.LOG_LEVEL, LEVEL, "ERROR, WARN, INFO, DEBUG or TRACE");
    properties.putAll(files(settings));
    check(settings, Setting.OTEL_EXPORTER_OTLP_ENDPOINT, URL, "http://HOST:4318");
    check(settings, Setting.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, URL, "http://HOST:4318/v1/traces");
    check(settings, Setting.APP_PUBLIC_URL, ORIGIN, "https://items.example.com, without a path");
    check(settings, Setting.OIDC_ISSUER, URL, "the issuer's URL, as its own documents write it");
    settings.get(Setting.OIDC_ISSUER).ifPresent(set -> properties.put("app.oidc", "true"));
    if (accountsAreOn(settings)) {
      properties.put("app.local-accounts", "true");
    }
    if (isOn(settings, Setting.APP_DEMO_FAULTS)) {
      properties.put(RequiresFaults.PROPERTY, "true");
    }
    settings.get(Setting.CORS_ORIGINS).map(Configuration::cors).ifPresent(properties::putAll);
    return properties;
  }

  private static Map<String, Object> files(Settings settings) {
    check(settings, Setting.STORAGE_ENDPOINT, URL, "http://HOST:9000");
    check(settings, Setting.FILES_MAX_SIZE, SIZE, "a size such as 100MB");
    check(settings, Setting.FILES_MEMORY, SIZE, "a size such as 20MB");
    check(settings, Setting.FILES_TYPES, TYPES, "types such as image/png,application/pdf");
    settings.get(Setting.FILES_TYPES).ifPresent(Configuration::refuseMarkup);
    Map<String, Object> properties = new HashMap<>();
    settings
        .get(Setting.STORAGE_URL)
        .ifPresent(url -> properties.put(RequiresStorage.PROPERTY, url));
    properties.put("files.max-size", settings.get(Setting.FILES_MAX_SIZE).orElseThrow());
    properties.put("files.memory", settings.get(Setting.FILES_MEMORY).orElseThrow());
    properties.put("files.types", settings.get(Setting.FILES_TYPES).orElseThrow());
    return properties;
  }

  private static void refuseMarkup(String types) {
    for (String type : types.split(",", -1)) {
      if (FileTypes.isMarkup(type)) {
        throw new InvalidSetting(
            "FILES_TYPES has "
                + type.strip()
                + ", and files of HTML, SVG and XML are never taken, as browsers run what is in"
                + " them: leave it out, or write application/zip and have them sent in an archive");
      }
    }
  }

  private static void check(Settings settings, Setting setting, String pattern, String what) {
    if (settings.get(setting).filter(value -> !value.matches(pattern)).isPresent()) {
      throw new InvalidSetting(setting + " can't be read: write " + what);
    }
  }

  private static boolean isOn(Settings settings, Setting setting) {
    return switch (settings.get(setting).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidSetting(setting + " can't be read: write true or false");
    };
  }

  private static boolean accountsAreOn(Settings settings) {
    boolean on = isOn(settings, Setting.APP_LOCAL_ACCOUNTS);
    if (on && settings.get(Setting.APP_JWT_KEYS).isEmpty()) {
      throw new InvalidSetting(
          "APP_LOCAL_ACCOUNTS is true, and there is no key to sign tokens with: make one with"
              + " openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out jwt.pem and set"
              + " APP_JWT_KEYS_FILE=jwt.pem");
    }
    if (on && settings.get(Setting.DATABASE_URL).isEmpty()) {
      throw new InvalidSetting(
          "APP_LOCAL_ACCOUNTS is true, and there is no database for them: set DATABASE_URL to "
              + DatabaseUrl.SHAPE);
    }
    return on;
  }

  // No credentials: scripts of other sites send tokens, never this app's cookies.
  private static Map<String, Object> cors(String text) {
    List<String> origins = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (String origin : origins) {
      if (!origin.matches(ORIGIN)) {
        throw new InvalidSetting(
            "CORS_ORIGINS can't be read at \""
                + origin
                + "\": write whole origins, with commas between them, as in"
                + " https://shop.example.com,http://localhost:3000");
      }
    }
    return Map.of(
        "micronaut.server.cors.enabled",
        true,
        CORS + "allowed-origins",
        origins,
        CORS + "allowed-methods",
        List.of("GET", "HEAD", "POST", "PUT", "DELETE"),
        CORS + "allowed-headers",
        List.of(
            "Authorization",
            "Content-Digest",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "If-Range",
            "Range",
            "Repr-Digest"),
        CORS + "exposed-headers",
        List.of(
            "Content-Disposition",
            "Content-Range",
            "ETag",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Repr-Digest",
            "Retry-After",
            "WWW-Authenticate"),
        CORS + "allow-credentials",
        false,
        CORS + "max-age",
        3600);
  }

  @Factory
  static final class Beans {
    @Singleton
    Settings settings(ApplicationContext context) {
      return context.getProperty(SETTINGS, Settings.class).orElseGet(() -> Settings.read(Map.of()));
    }
  }
}
