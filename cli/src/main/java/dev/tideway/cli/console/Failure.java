package dev.tideway.cli.console;

/** Something that a person has to mend: the cause, and what to do about it. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param cause one sentence or a few lines: what went wrong, in the words of what failed
   * @param remedy what to type or change
   */
  public Failure(String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
