package dev.tideway.operator.status;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.crds.HistoryEntry;
import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Strategy.Stepped;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes down, for people and for the next pass, what a pass saw and decided. */
public final class Statuses {
  private static final int HISTORY = 10;
  private static final int MOST_HISTORY = 100;

  private Statuses() {}

  /**
   * What a status needs besides the plan.
   *
   * @param generation of the spec that was read
   * @param selector of the app's pods
   * @param url where the app answers
   * @param unsupported names the fields that nobody acts on
   * @param records of old revisions that are kept
   * @param refusal overrides the plan's reason while the apiserver refuses a child
   */
  public record Facts(
      long generation,
      String selector,
      String url,
      Optional<String> unsupported,
      int records,
      Optional<Why> refusal) {

    /** Entries of the history: as many as there are revisions to go back to. */
    int history() {
      return Math.clamp(records + 1L, HISTORY, MOST_HISTORY);
    }
  }

  public static AppDeploymentStatus of(
      @Nullable AppDeploymentStatus before, Snapshot s, Plan plan, Facts facts, Instant now) {
    Phase phase = facts.refusal().isPresent() ? Phase.Degraded : plan.phase();
    Why why = facts.refusal().orElse(plan.why());
    Optional<AppDeploymentStatus> previous = Optional.ofNullable(before);
    Conditions conditions =
        new Conditions(
            previous.map(AppDeploymentStatus::conditions).orElse(List.of()),
            facts.generation(),
            now);
    State state = plan.state();
    return new AppDeploymentStatus(
        facts.generation(),
        phase.name(),
        why.text(),
        conditions.of(phase, why, s.memory().isEmpty(), facts.unsupported()),
        facts.selector(),
        asked(s, plan),
        s.capacities().stream().mapToInt(Capacity::serving).sum(),
        Candidates.stable(state),
        Candidates.of(state, share(s, state), strategy(s), why),
        null,
        history(
            previous.map(AppDeploymentStatus::history).orElse(List.of()),
            state.stable(),
            facts.history(),
            now),
        facts.url(),
        AnswerCodec.write(plan.next().answers()),
        Candidates.rollback(plan.next()),
        Candidates.restart(plan.next()),
        AdoptionCodec.write(plan.next().adoption()));
  }

  // What this pass asks for, not what the last one did: or each change of a size would be told
  // twice.
  private static int asked(Snapshot s, Plan plan) {
    return plan.targets().stream()
        .mapToInt(t -> t.size().total(s.capacityOf(t.revision()).wanted()))
        .sum();
  }

  private static Optional<Stepped> strategy(Snapshot s) {
    return s.wish().strategy() instanceof Stepped stepped ? Optional.of(stepped) : Optional.empty();
  }

  /**
   * By replica count, a candidate's share of the traffic is its share of the serving pods; nothing
   * where the Service can't reach it yet.
   */
  private static int share(Snapshot s, State state) {
    int all = s.capacities().stream().mapToInt(Capacity::serving).sum();
    boolean counts =
        switch (state) {
          case State.Idle i -> false;
          case State.Aborted a -> a.total().isPresent();
          case State.Underway u -> u instanceof State.Rolling;
        };
    return all == 0 || !s.mixable() || !counts
        ? 0
        : state.candidate().map(c -> 100 * s.capacityOf(c).serving() / all).orElse(0);
  }

  private static List<HistoryEntry> history(
      List<HistoryEntry> before, Optional<RevisionId> stable, int most, Instant now) {
    Optional<RevisionId> changed =
        stable.filter(id -> before.isEmpty() || !before.getFirst().hash().equals(id.hash()));
    return Stream.concat(
            changed.stream()
                .map(id -> new HistoryEntry(id.number(), id.hash(), id.image(), Times.text(now))),
            before.stream())
        .limit(most)
        .toList();
  }
}
