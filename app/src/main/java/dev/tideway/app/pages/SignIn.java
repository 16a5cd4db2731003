package dev.tideway.app.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The sign-in page.
 *
 * @param byAccount whether there are local accounts
 * @param byIssuer whether there is an OpenID Connect issuer
 * @param to the path to go to afterwards
 * @param name what was written before
 * @param error what was wrong with it; empty for nothing
 */
public record SignIn(boolean byAccount, boolean byIssuer, String to, String name, String error) {

  /** Where the issuer's login begins. */
  public String issuer() {
    return "/auth/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }
}
