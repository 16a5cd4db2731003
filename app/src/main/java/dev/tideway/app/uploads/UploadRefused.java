package dev.tideway.app.uploads;

import java.io.IOException;

/**
 * An upload that can't be taken; the message says what to write instead. It is thrown by the stream
 * that is being stored, so that whoever stores it gives up and keeps nothing.
 */
public final class UploadRefused extends IOException {
  /** What is wrong. */
  public enum Reason {
    MALFORMED,
    TOO_LARGE,
    TOO_SLOW,
    WRONG_DIGEST,
    WRONG_TYPE
  }

  private final Reason reason;

  public UploadRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
