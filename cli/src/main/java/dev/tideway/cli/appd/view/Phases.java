package dev.tideway.cli.appd.view;

/** Words for where an app is. */
final class Phases {
  private Phases() {}

  static Line.Word word(App app) {
    if (!app.isCurrent()) {
      return Line.warn(app.phase().isEmpty() ? "Waiting" : app.phase() + " (of an older spec)");
    }
    return switch (app.phase()) {
      case "Ready" -> Line.good(app.phase());
      case "Aborted", "Degraded" -> Line.bad(app.phase());
      case "AwaitingApproval", "Paused" -> Line.warn(app.phase());
      default -> Line.strong(app.phase());
    };
  }

  /** Such as {@code 2/3}; empty outside of steps. */
  static String step(Candidate candidate) {
    return candidate.currentStep().isEmpty()
        ? ""
        : candidate.currentStep().getAsInt()
            + (candidate.steps().isPresent() ? "/" + candidate.steps().getAsInt() : "");
  }
}
