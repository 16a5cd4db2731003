package dev.tideway.cli.appd.view;

/** How a word is meant; colours come later, where there are any. */
public enum Tone {
  PLAIN,
  STRONG,
  FAINT,
  GOOD,
  WARN,
  BAD
}
