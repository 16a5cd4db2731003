package dev.tideway.operator.status;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.crds.CandidateStatus;
import dev.tideway.crds.HistoryEntry;
import dev.tideway.crds.RestartStatus;
import dev.tideway.crds.RevisionStatus;
import dev.tideway.crds.RollbackStatus;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Restart;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the engine remembers from an app's status, where people read it too. */
public final class StateCodec {
  private StateCodec() {}

  /** What a status holds; empty for an app that was never seen. */
  public static Optional<Memory> read(@Nullable AppDeploymentStatus status) {
    if (status == null) {
      return Optional.empty();
    }
    Optional<RevisionId> stable = Optional.ofNullable(status.stable()).map(StateCodec::id);
    return Optional.ofNullable(status.candidate())
        .flatMap(candidate -> state(stable, candidate))
        .or(() -> stable.map(State.Idle::new))
        .map(
            state ->
                new Memory(
                    state,
                    Optional.ofNullable(status.rollback()).map(StateCodec::pin),
                    Optional.ofNullable(status.restart()).map(StateCodec::restart),
                    AnswerCodec.read(status.actions()),
                    AdoptionCodec.read(status.adoption())));
  }

  /** Hashes of the revisions that have been stable. */
  public static Set<String> served(@Nullable AppDeploymentStatus status) {
    return Optional.ofNullable(status).map(AppDeploymentStatus::history).orElse(List.of()).stream()
        .map(HistoryEntry::hash)
        .collect(Collectors.toSet());
  }

  // A candidate of which too little is known was written by another release: the rollout starts
  // over.
  private static Optional<State> state(Optional<RevisionId> stable, CandidateStatus c) {
    Optional<Instant> deadline = instant(c.stepDeadline());
    Optional<Instant> since = instant(c.since());
    Rollout rollout = rollout(stable, c);
    // The first release wrote no stage.
    String stage =
        Optional.ofNullable(c.stage())
            .orElse(c.reason() != null && c.why() != null ? "Aborted" : "Rolling");
    return switch (stage) {
      case "Waiting" -> since.map(at -> new State.Waiting(rollout, at));
      case "Preparing" -> both(since, deadline, (at, end) -> new State.Preparing(rollout, at, end));
      case "Rolling" -> deadline.map(at -> new State.Rolling(rollout, progress(c), at));
      case "Aborted" ->
          both(
              stable,
              failure(c),
              (current, why) ->
                  new State.Aborted(current, rollout.candidate(), replicas(c), step(c), why));
      default ->
          stable.flatMap(
              s ->
                  stepping(
                      stage, rollout.withWeight(Optional.ofNullable(c.weight()).orElse(0)), c));
    };
  }

  /** Stages that have a stable revision to go back to. */
  private static Optional<State> stepping(String stage, Rollout rollout, CandidateStatus c) {
    Optional<Instant> deadline = instant(c.stepDeadline());
    Optional<Instant> since = instant(c.since());
    Optional<Instant> until = instant(c.until());
    return switch (stage) {
      case "Scaling" -> deadline.map(at -> new State.Scaling(rollout, progress(c), at, until));
      case "Shifting" -> deadline.map(at -> new State.Shifting(rollout, at));
      case "Observing" -> since.map(at -> new State.Observing(rollout, at, is(c.approved())));
      case "Promoting" -> deadline.map(at -> new State.Promoting(rollout, at));
      case "Retiring" -> until.map(at -> new State.Retiring(rollout, at));
      case "Aborting" -> deadline.map(at -> new State.Aborting(rollout, failure(c), at, until));
      default -> Optional.empty();
    };
  }

  private static <A, B> Optional<State> both(
      Optional<A> one, Optional<B> other, BiFunction<A, B, State> make) {
    return one.flatMap(a -> other.map(b -> make.apply(a, b)));
  }

  private static Rollout rollout(Optional<RevisionId> stable, CandidateStatus c) {
    return new Rollout(
        stable,
        new RevisionId(c.hash(), c.revision(), c.image()),
        replicas(c).orElse(0),
        step(c).orElse(0),
        // Elsewhere the status tells the pods' share, which is nothing to remember.
        0,
        is(c.paused()),
        is(c.express()),
        is(c.override()),
        is(c.held()),
        instant(c.troubleSince()));
  }

  // When all steps are done, the status says only how many there were.
  private static OptionalInt step(CandidateStatus c) {
    return c.step() == null ? number(c.steps()) : OptionalInt.of(Math.max(0, c.step() - 1));
  }

  private static OptionalInt replicas(CandidateStatus c) {
    return number(c.replicas());
  }

  private static OptionalInt number(@Nullable Integer number) {
    return Stream.ofNullable(number).mapToInt(Integer::intValue).findFirst();
  }

  private static int progress(CandidateStatus c) {
    return Optional.ofNullable(c.progress()).orElse(0);
  }

  private static boolean is(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static Optional<Instant> instant(@Nullable String text) {
    return Optional.ofNullable(text).map(Instant::parse);
  }

  private static Optional<Why> failure(CandidateStatus c) {
    return c.reason() == null || c.why() == null
        ? Optional.empty()
        : Optional.of(Why.of(reason(c.reason()), c.why()));
  }

  // After a downgrade the status may have a reason of the newer release; the words stay true.
  private static Reason reason(String name) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElse(Reason.ProgressDeadlineExceeded);
  }

  private static Pin pin(RollbackStatus status) {
    return new Pin(
        new RevisionId(status.hash(), status.revision(), status.image()),
        status.insteadOf(),
        is(status.override()));
  }

  private static Restart restart(RestartStatus status) {
    return new Restart(status.hash(), Instant.parse(status.at()));
  }

  private static RevisionId id(RevisionStatus status) {
    return new RevisionId(status.hash(), status.revision(), status.image());
  }
}
