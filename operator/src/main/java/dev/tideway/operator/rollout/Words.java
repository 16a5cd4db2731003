package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.Why;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says in a sentence what an app waits for: the object that blocks, the cause, the next command.
 */
final class Words {
  private static final String UNMIXABLE =
      " (a port changed both its name and its number, which one Service can't bridge: no old pod"
          + " goes, and no new one gets traffic, before all new ones are ready)";

  private Words() {}

  static Why atRest(Capacity current, Size size, Optional<Pin> pin) {
    RevisionId revision = current.revision();
    int total = size.total(current.wanted());
    if (current.serving() >= total) {
      return Why.of(
          Reason.RolledOut,
          total == 0
              ? revision.label() + " is scaled to 0"
              : revision.label() + " serves with " + pods(total) + insteadOf(pin));
    }
    return waiting(
        revision.label() + " has " + current.serving() + " of " + pods(total) + " ready",
        current.problem(),
        Reason.WaitingForPods);
  }

  private static String insteadOf(Optional<Pin> pin) {
    return pin.filter(p -> !p.revision().hash().equals(p.insteadOf()))
        .map(p -> "; an action went back to it, until the spec changes")
        .orElse("");
  }

  static Why overdue(Snapshot s, Rolling r) {
    return waiting(
        progress(s, r)
            + ", without progress for "
            + words(s.progressDeadline())
            + " (spec.progressDeadline)",
        s.capacityOf(r.rollout().candidate()).problem(),
        Reason.ProgressDeadlineExceeded);
  }

  static Why suspended(Rolling r) {
    return Why.of(
        Reason.ScaledToZero,
        r.rollout().candidate().label()
            + " is scaled to 0"
            + r.rollout()
                .refuge()
                .map(
                    stable ->
                        "; "
                            + stable.label()
                            + " stays stable until pods of "
                            + number(r)
                            + " are ready")
                .orElse(""));
  }

  private static String number(Rolling r) {
    return "revision " + r.rollout().candidate().number();
  }

  static Why whileRolling(Snapshot s, Rolling r) {
    return waiting(
        progress(s, r), s.capacityOf(r.rollout().candidate()).problem(), Reason.RollingUpdate);
  }

  static Why givenUp(Capacity candidate, RevisionId refuge, Duration deadline) {
    String cause =
        candidate
            .problem()
            .map(Problem::sentence)
            .orElse(
                "no more pods became ready for " + words(deadline) + " (spec.progressDeadline)");
    return new Why(
        candidate.problem().map(Problem::reason).orElse(Reason.ProgressDeadlineExceeded),
        candidate.revision().label()
            + " was given up: "
            + cause
            + ". "
            + refuge.label()
            + " serves.",
        candidate
            .problem()
            .map(p -> p.trace() + "; then correct the spec and apply it.")
            .orElse("correct the spec and apply it."));
  }

  static Why givenUp(Snapshot s, Rolling r) {
    Capacity candidate = s.capacityOf(r.rollout().candidate());
    RevisionId refuge = r.rollout().refuge().orElseThrow();
    return candidate.problem().isPresent() || Roller.isRouteTurned(s, r)
        ? givenUp(candidate, refuge, s.progressDeadline())
        : new Why(
            Reason.RouteNotConfirmed,
            candidate.revision().label()
                + " was given up: the gateway did not confirm within "
                + words(s.progressDeadline())
                + " (spec.progressDeadline) that the route leads to Service "
                + s.app().name()
                + s.routed().problem().map(p -> ": " + p).orElse("")
                + ". "
                + refuge.label()
                + " serves.",
            StepWords.describe(s));
  }

  private static String progress(Snapshot s, Rolling r) {
    Capacity candidate = s.capacityOf(r.rollout().candidate());
    String old =
        s.others(r.rollout().candidate()).stream()
            .map(c -> c.serving() + " of revision " + c.revision().number())
            .collect(Collectors.joining(", "));
    return candidate.revision().label()
        + " has "
        + candidate.serving()
        + " of "
        + pods(r.rollout().total())
        + " ready"
        + (old.isEmpty() ? "" : "; also serving: " + old)
        + (s.mixable() ? "" : UNMIXABLE);
  }

  static Why waiting(String sentence, Optional<Problem> problem, Reason otherwise) {
    return problem
        .map(p -> new Why(p.reason(), sentence + ". " + p.sentence() + ".", p.next()))
        .orElseGet(() -> Why.of(otherwise, sentence));
  }

  static String pods(int count) {
    return count == 1 ? "1 pod" : count + " pods";
  }

  /** Such as {@code 10m} or {@code 1h30m}. */
  static String words(Duration d) {
    return d.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
