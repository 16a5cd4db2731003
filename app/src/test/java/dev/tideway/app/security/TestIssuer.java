package dev.tideway.app.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OpenID Connect issuer that runs beside the app, for one client in any realm. */
final class TestIssuer implements AutoCloseable {
  static final String REALM = "people";
  static final String CLIENT = "tideway";

  private final MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(true));

  TestIssuer() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  String url() {
    return server.issuerUrl(REALM).toString();
  }

  String keysUrl() {
    return server.jwksUrl(REALM).toString();
  }

  String logoutUrl() {
    return server.endSessionEndpointUrl(REALM).toString();
  }

  /** The environment of an app at {@code home} that lets people log in here. */
  Map<String, String> environment(URI home) {
    return environment(url(), home);
  }

  /** The same with another issuer. */
  static Map<String, String> environment(String issuer, URI home) {
    return Map.of(
        "OIDC_ISSUER",
        issuer,
        "OIDC_CLIENT_ID",
        CLIENT,
        "OIDC_CLIENT_SECRET",
        UUID.randomUUID().toString(),
        "OIDC_AUDIENCE",
        "items-api",
        "OIDC_ROLES_CLAIM",
        "realm_access.roles",
        "OIDC_ROLES",
        "viewer=staff,editor=writers,admin=ops",
        "APP_PUBLIC_URL",
        home.toString());
  }

  /** A token for {@code audience} that a robot among the staff got from one of the realms. */
  String token(String realm, Map<String, Object> claims, String audience) {
    Map<String, Object> all = new HashMap<>(claims);
    all.put("realm_access", Map.of("roles", List.of("staff")));
    return token(realm, "robot", audience, all);
  }

  /** A token of a login, in the name of whoever {@code iss} is. */
  String idToken(String iss, String subject) {
    return token(REALM, subject, CLIENT, Map.of("iss", iss));
  }

  private String token(String realm, String subject, String audience, Map<String, Object> claims) {
    return server
        .issueToken(
            realm,
            CLIENT,
            new DefaultOAuth2TokenCallback(realm, subject, "JWT", List.of(audience), claims, 600))
        .serialize();
  }

  @Override
  public void close() {
    server.shutdown();
  }

  /** One on which nobody listens yet. */
  static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
