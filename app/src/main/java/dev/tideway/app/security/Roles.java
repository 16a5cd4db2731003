package dev.tideway.app.security;

/** The names of the roles, for {@code @Secured}. */
public final class Roles {
  public static final String VIEWER = "viewer";
  public static final String EDITOR = "editor";
  public static final String ADMIN = "admin";

  private Roles() {}
}
