package dev.tideway.cli.images;

/** An image could not be built; the message says why and what to do next. */
public sealed class ImageException extends RuntimeException permits TrainingException {

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
