package dev.tideway.app.security;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a login that was begun needs at its end; the browser keeps it in a cookie meanwhile.
 *
 * @param to the path to go to after it
 */
record LoginState(State state, Nonce nonce, CodeVerifier verifier, String to) {
  private static final String HOME = "/";
  // A cookie that is larger than 4 KB is dropped by browsers, and with it the login.
  private static final int LONGEST = 1_000;
  private static final Pattern OWN_PATH = Pattern.compile("/([!-~&&[^/\\\\]][!-~&&[^\\\\]]*)?");

  /** A new login; {@code to} is only taken when it is a path of this app. */
  static LoginState begin(String to) {
    return new LoginState(new State(), new Nonce(), new CodeVerifier(), ownPath(to));
  }

  String encode() {
    byte[] path = to.getBytes(StandardCharsets.UTF_8);
    return String.join(
        ".",
        state.getValue(),
        nonce.getValue(),
        verifier.getValue(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(path));
  }

  /** Empty when somebody made it up. */
  static Optional<LoginState> decode(String cookie) {
    String[] parts = cookie.split("\\.", -1);
    try {
      String to = new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.UTF_8);
      return Optional.of(
          new LoginState(
              new State(parts[0]), new Nonce(parts[1]), new CodeVerifier(parts[2]), ownPath(to)));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Another host's address here would send people away from us, logged in. */
  static String ownPath(String to) {
    return to.length() <= LONGEST && OWN_PATH.matcher(to).matches() && isUri(to) ? to : HOME;
  }

  // What a browser would mend, and a header can't have, must not break a login at its end.
  private static boolean isUri(String text) {
    try {
      new URI(text);
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
