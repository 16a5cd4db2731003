package dev.tideway.cli.appd.view;

/**
 * Where an app is, for a program that waits for it.
 *
 * @param words for people
 */
public record Outcome(Kind kind, String words) {
  /** What a pipeline has to tell apart. */
  public enum Kind {
    /** All of what the newest spec asks for serves. */
    Ready,
    /** Given up, or it can't work. */
    Failed,
    /** Nothing goes on before a person acts. */
    WaitsForPerson,
    UnderWay
  }

  /** A status of an older spec says nothing about the newest one. */
  public static Outcome of(App app) {
    if (!app.isCurrent()) {
      return new Outcome(
          Kind.UnderWay,
          "the operator has seen generation " + app.observed() + " of " + app.generation());
    }
    String why = app.why().orElse(app.phase());
    return switch (app.phase()) {
      case "Ready" ->
          app.rollback()
              .map(
                  r ->
                      new Outcome(
                          Kind.Failed,
                          "revision "
                              + r.number()
                              + " serves after a rollback, and not what the spec asks for"))
              .orElse(new Outcome(Kind.Ready, why));
      case "Aborted", "Degraded" -> new Outcome(Kind.Failed, why);
      case "AwaitingApproval", "Paused" -> new Outcome(Kind.WaitsForPerson, why);
      default -> new Outcome(Kind.UnderWay, why);
    };
  }
}
