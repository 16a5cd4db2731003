package dev.tideway.cli.appd;

import picocli.CommandLine.Option;

/** How a command prints what it has found. */
final class Output {
  enum Format {
    text,
    json
  }

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text or json (default: text).")
  private Format format = Format.text;

  boolean json() {
    return format == Format.json;
  }
}
