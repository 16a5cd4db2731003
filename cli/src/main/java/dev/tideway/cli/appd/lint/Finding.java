package dev.tideway.cli.appd.lint;

/**
 * Something to mend.
 *
 * @param file as it was named, {@code -} for standard input
 * @param line counting from 1
 * @param path of the field, such as {@code spec.ports[0].name}; empty for the whole document
 * @param message what is wrong and what to write instead
 */
public record Finding(String file, int line, String path, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
