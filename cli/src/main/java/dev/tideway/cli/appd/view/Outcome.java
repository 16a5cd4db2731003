package dev.tideway.cli.appd.view;

/**
 * Where an app is, for a program that waits for it.
 *
 * @param title the phase, or a word that says more
 * @param words for people
 */
public record Outcome(Kind kind, String title, String words) {
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
    String title = app.phase().isEmpty() ? "Waiting" : app.phase();
    if (!app.isCurrent()) {
      return new Outcome(
          Kind.UnderWay,
          title,
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
                          "RolledBack",
                          "revision "
                              + r.number()
                              + " serves after a rollback, and not what the spec asks for"))
              .orElse(new Outcome(Kind.Ready, title, why));
      case "Aborted", "Degraded" -> new Outcome(Kind.Failed, title, why);
      case "AwaitingApproval" -> new Outcome(Kind.WaitsForPerson, title, why);
      // What a freeze holds is Paused as well, and goes on when the freeze is over.
      case "Paused" ->
          new Outcome(
              app.candidate().filter(Candidate::paused).isPresent()
                  ? Kind.WaitsForPerson
                  : Kind.UnderWay,
              title,
              why);
      default -> new Outcome(Kind.UnderWay, title, why);
    };
  }
}
