package dev.tideway.operator.simulation;

/** A promise that was broken. */
final class Breach extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Promise promise;

  Breach(Promise promise, String words) {
    super(promise + ": " + words);
    this.promise = promise;
  }

  Promise promise() {
    return promise;
  }

  // Thrown thousands of times while mutants are hunted and runs are shrunk.
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
