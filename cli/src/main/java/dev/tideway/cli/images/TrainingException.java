package dev.tideway.cli.images;

/** A training run came to nothing; an image can do without. */
final class TrainingException extends ImageException {

  TrainingException(String message) {
    super(message);
  }
}
