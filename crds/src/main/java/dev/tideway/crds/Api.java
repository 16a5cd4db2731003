package dev.tideway.crds;

/** Names that every object of the API shares. */
public final class Api {
  /** API group of the three kinds. */
  public static final String GROUP = "tideway.dev";

  /** The one version that is served and stored. */
  public static final String VERSION = "v1";

  private Api() {}
}
