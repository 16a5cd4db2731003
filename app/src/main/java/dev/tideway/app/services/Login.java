package dev.tideway.app.services;

/** What came of a wish to log in, or to stay it. */
public sealed interface Login {
  /** Both are secrets; {@code refresh} is good for one use. */
  record Granted(String access, String refresh) implements Login {}

  /** Nobody has this name with this password, or the refresh token is used up. */
  record Refused() implements Login {}
}
