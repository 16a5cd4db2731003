package dev.tideway.app.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where a browser goes after a login. */
public final class ReturnPath {
  private static final String HOME = "/";
  // A cookie that is larger than 4 KB is dropped by browsers, and with it the login.
  private static final int LONGEST = 1_000;
  private static final Pattern OWN_PATH = Pattern.compile("/([!-~&&[^/\\\\]][!-~&&[^\\\\]]*)?");

  private ReturnPath() {}

  /** Another host's address here would send people away from us, logged in: then it is home. */
  public static String checked(String to) {
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
