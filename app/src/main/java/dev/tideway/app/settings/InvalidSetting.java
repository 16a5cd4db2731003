package dev.tideway.app.settings;

/** A variable can't be used; the message says what to write, and nothing of a secret. */
public final class InvalidSetting extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidSetting(String message) {
    super(message);
  }
}
