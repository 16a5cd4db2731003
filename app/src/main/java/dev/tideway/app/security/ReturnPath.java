package dev.tideway.app.security;

import java.net.URI;

/** Where a browser goes after a login. */
public final class ReturnPath {
  private static final String HOME = "/";

  private ReturnPath() {}

  /** Another host's address here would send people away from us, logged in: then it is home. */
  public static String checked(String to) {
    boolean ours = to.matches("/([^/\\\\\\s\\x00-\\x1f][^\\\\\\s\\x00-\\x1f]*)?");
    return ours && isAddress(to) ? to : HOME;
  }

  private static boolean isAddress(String to) {
    try {
      return !URI.create(to).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
