package dev.tideway.app.models;

import java.util.Set;

/** Which versions of an item a client is willing to change. */
public sealed interface Versions {
  /** Whatever is there. */
  record Any() implements Versions {}

  /** One of these. */
  record OneOf(Set<Long> versions) implements Versions {}

  /** Whether {@code version} is among them. */
  default boolean include(long version) {
    return switch (this) {
      case Any() -> true;
      case OneOf(Set<Long> versions) -> versions.contains(version);
    };
  }
}
