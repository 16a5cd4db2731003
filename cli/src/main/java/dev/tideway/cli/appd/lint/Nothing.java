package dev.tideway.cli.appd.lint;

/** The null of YAML. */
enum Nothing {
  NULL
}
