package dev.tideway.cli.appd.view;

/** How commands are typed for the cluster that is looked at. */
public interface Typed {
  /** A command of this program, in full. */
  String typed(String command);

  /** A text of the operator, whose commands are for a kubectl that has that cluster. */
  String retyped(String text);
}
