package dev.tideway.app.security;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where people of elsewhere log in.
 *
 * @param secret empty for a public client, which PKCE alone protects
 * @param audiences what the tokens of API calls have to be made for, any of these
 * @param home the app's own address, as browsers see it
 */
record OidcSettings(
    Issuer issuer,
    ClientID client,
    Optional<Secret> secret,
    Scope scopes,
    Set<String> audiences,
    ClaimedRole roles,
    URI home) {
  /** Set exactly when there is an issuer. */
  static final String PROPERTY = "app.oidc";

  /**
   * Reads the settings.
   *
   * @throws InvalidSetting when one is missing or can't be read
   */
  static OidcSettings of(Settings settings) {
    String client = needed(settings, Setting.OIDC_CLIENT_ID, "the name of this app at the issuer");
    String home = needed(settings, Setting.APP_PUBLIC_URL, "https://HOST, where browsers see it");
    Set<String> audiences = new HashSet<>(Set.of(client));
    settings.get(Setting.OIDC_AUDIENCE).ifPresent(audiences::add);
    return new OidcSettings(
        new Issuer(settings.get(Setting.OIDC_ISSUER).orElseThrow()),
        new ClientID(client),
        settings.get(Setting.OIDC_CLIENT_SECRET).map(Secret::new),
        Scope.parse(settings.get(Setting.OIDC_SCOPES).orElseThrow()),
        Set.copyOf(audiences),
        ClaimedRole.parse(
            settings.get(Setting.OIDC_ROLES_CLAIM).orElseThrow(),
            settings.get(Setting.OIDC_ROLES).orElseThrow()),
        URI.create(home));
  }

  URI callback() {
    return home.resolve("/auth/callback");
  }

  private static String needed(Settings settings, Setting setting, String what) {
    return settings.needed(setting, Setting.OIDC_ISSUER, what);
  }
}
