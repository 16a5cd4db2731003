package dev.tideway.operator.domain;

/**
 * Which app is meant.
 *
 * @param namespace of the AppDeployment
 * @param name of the AppDeployment
 */
public record AppName(String namespace, String name) {
  /** What to type, such as {@code kubectl appd promote web -n shop}. */
  public String command(String verb) {
    return "kubectl appd " + verb + " " + name + " -n " + namespace;
  }
}
