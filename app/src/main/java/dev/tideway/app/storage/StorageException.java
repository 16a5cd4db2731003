package dev.tideway.app.storage;

/** The storage did not do what it was asked for. */
public final class StorageException extends RuntimeException {
  /** What that means for whoever asked. */
  public enum Kind {
    /** Not there, or not willing: the same may work later. */
    AWAY,
    /** No room is left. */
    FULL,
    /** It has nothing under this key, although it should. */
    MISSING
  }

  private final Kind kind;

  public StorageException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
