package dev.tideway.operator.domain;

/** A number of pods, absolute or as a percentage of the size. */
public sealed interface Share {
  /** So many pods. */
  record Pods(int count) implements Share {
    public Pods {
      if (count < 0) {
        throw new IllegalArgumentException("a number of pods can't be negative: " + count);
      }
    }
  }

  /** So many of a hundred. */
  record Percent(int value) implements Share {
    public Percent {
      if (value < 0 || value > 100) {
        throw new IllegalArgumentException("a percentage lies in 0 to 100: " + value);
      }
    }
  }

  /** Parses {@code "25%"} or {@code "3"}. */
  static Share parse(String text) {
    return text.endsWith("%")
        ? new Percent(Integer.parseInt(text, 0, text.length() - 1, 10))
        : new Pods(Integer.parseInt(text));
  }

  default int roundedUp(int size) {
    return switch (this) {
      case Pods p -> p.count();
      case Percent p -> Math.ceilDiv(p.value() * size, 100);
    };
  }

  default int roundedDown(int size) {
    return switch (this) {
      case Pods p -> p.count();
      case Percent p -> p.value() * size / 100;
    };
  }
}
