package dev.tideway.app.security;

/** The issuer doesn't answer, or not as its documents promise. */
final class IssuerAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  IssuerAway(Exception cause) {
    super(cause);
  }
}
