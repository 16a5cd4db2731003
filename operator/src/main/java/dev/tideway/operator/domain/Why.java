package dev.tideway.operator.domain;

import java.util.Objects;

/**
 * What an app waits for, or what went wrong.
 *
 * @param reason one spelling for status, Event, metric and docs
 * @param message one sentence that names the blocking object and its own words
 * @param next what the reader should do or type next; empty when nothing is to be done
 */
public record Why(Reason reason, String message, String next) {
  public Why {
    Objects.requireNonNull(reason);
    if (message.isBlank()) {
      throw new IllegalArgumentException("a reason needs words: " + reason);
    }
  }

  public static Why of(Reason reason, String message) {
    return new Why(reason, message, "");
  }

  /** The message and, when there is one, what to do next. */
  public String text() {
    if (next.isEmpty()) {
      return message;
    }
    return message + (message.endsWith(".") ? "" : ".") + " Next: " + next;
  }
}
