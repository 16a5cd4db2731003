package dev.tideway.operator.adoption;

import dev.tideway.operator.domain.Adoption;
import dev.tideway.operator.domain.Adoption.Done;
import dev.tideway.operator.domain.Adoption.Draining;
import dev.tideway.operator.domain.Adoption.Growing;
import dev.tideway.operator.domain.Adoption.Removing;
import dev.tideway.operator.domain.Adoption.Returned;
import dev.tideway.operator.domain.Adoption.Switching;
import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Says how far an app has taken over. */
final class Progress {
  // Nothing wakes the app when an object changes that isn't its own.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration LOOK_AT_LEISURE = Duration.ofSeconds(10);

  private Progress() {}

  /**
   * @param plan of the app's own pods
   * @param next how far it has come after this pass
   */
  static Plan of(Plan plan, Snapshot s, Takeover takeover, Adoption next, Instant now) {
    Optional<Why> frozen = frozen(s, next);
    Optional<Why> blocked = takeover.refusal().or(() -> failed(next, now));
    Duration wait = takeover.refusal().isPresent() ? LOOK_AT_LEISURE : LOOK_AGAIN;
    boolean done = next.stage() instanceof Done;
    boolean rests = plan.phase() == Phase.Ready && !done;
    Phase own = rests ? Phase.Progressing : plan.phase();
    return new Plan(
        plan.next().adopting(Optional.of(next)),
        plan.targets(),
        plan.traffic(),
        blocked.isPresent() ? Phase.Degraded : rests && frozen.isPresent() ? Phase.Paused : own,
        blocked
            .or(() -> frozen.filter(why -> rests))
            .orElseGet(() -> rests ? why(next) : beside(plan.why(), takeover, next)),
        Stream.of(plan.wakeAt(), Optional.of(done ? now : now.plus(wait)))
            .flatMap(Optional::stream)
            .min(Instant::compareTo));
  }

  private static Optional<Why> frozen(Snapshot s, Adoption a) {
    return Takeover.freeze(s)
        .filter(hold -> a.stage() instanceof Growing)
        .map(
            hold ->
                new Why(
                    Reason.Frozen,
                    "the app has its pods, and takes over from "
                        + old(a)
                        + " later: "
                        + hold.why().message(),
                    "wait, or delete the freeze."));
  }

  private static Why returned(Adoption a) {
    return new Why(
        Reason.AdoptionReturned,
        "no pod of the app served any more, so that "
            + service(a)
            + " leads to those of "
            + old(a)
            + " again.",
        "correct the spec: another revision takes over anew.");
  }

  private static Optional<Why> failed(Adoption a, Instant now) {
    if (a.stage() instanceof Returned) {
      return Optional.of(returned(a));
    }
    return a.stage() instanceof Switching sw && !now.isBefore(sw.deadline())
        ? Optional.of(
            new Why(
                Reason.Adopting,
                service(a) + " doesn't stay with the app's pods; " + old(a) + " serves on.",
                "take it out of what else writes it, such as Git or Helm: kubectl get "
                    + "service "
                    + a.service().orElse("")
                    + " --show-managed-fields -o yaml"))
        : Optional.empty();
  }

  private static Why why(Adoption a) {
    return switch (a.stage()) {
      case Growing g -> adopting("the app gets as many ready pods as " + old(a) + " has");
      case Switching sw ->
          adopting(service(a) + " turns from the pods of " + old(a) + " to the app's");
      case Draining d ->
          adopting(
              "callers reach the app's pods alone; requests under way end at those of " + old(a));
      case Removing r -> adopting(old(a) + " has no callers any more, and goes");
      case Returned r -> returned(a);
      case Done d -> adopting("the app has taken over from " + old(a));
    };
  }

  /** What keeps the app's own pods back costs nobody anything yet. */
  private static Why beside(Why why, Takeover takeover, Adoption a) {
    return a.stage() instanceof Growing && takeover.old().ready() > 0
        ? new Why(why.reason(), why.message() + " (" + old(a) + " serves on)", why.next())
        : why;
  }

  private static Why adopting(String sentence) {
    return Why.of(Reason.Adopting, sentence);
  }

  private static String old(Adoption a) {
    return "Deployment " + a.deployment();
  }

  private static String service(Adoption a) {
    return "Service " + a.service().orElse("");
  }
}
