package dev.tideway.operator.status;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.crds.CandidateStatus;
import dev.tideway.crds.RevisionStatus;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the engine's state in an app's status, in the fields that people read too. */
public final class StateCodec {
  private StateCodec() {}

  /** The state that a status holds; empty for an app that was never seen. */
  public static Optional<State> read(@Nullable AppDeploymentStatus status) {
    if (status == null) {
      return Optional.empty();
    }
    Optional<RevisionId> stable = Optional.ofNullable(status.stable()).map(StateCodec::id);
    return Optional.ofNullable(status.candidate())
        .flatMap(candidate -> read(stable, candidate))
        .or(() -> stable.map(State.Idle::new));
  }

  // A candidate with neither a failure nor a deadline is none that this release wrote: the rollout
  // starts over.
  private static Optional<State> read(Optional<RevisionId> stable, CandidateStatus c) {
    RevisionId candidate = new RevisionId(c.hash(), c.revision(), c.image());
    OptionalInt total = Stream.ofNullable(c.replicas()).mapToInt(Integer::intValue).findFirst();
    Optional<State> aborted =
        givenUp(c).flatMap(why -> stable.map(s -> new State.Aborted(s, candidate, total, why)));
    return aborted.or(
        () ->
            Optional.ofNullable(c.stepDeadline())
                .map(Instant::parse)
                .map(
                    deadline ->
                        new State.Rolling(
                            stable,
                            candidate,
                            total.orElse(0),
                            Optional.ofNullable(c.progress()).orElse(0),
                            deadline,
                            Optional.ofNullable(c.troubleSince()).map(Instant::parse))));
  }

  private static Optional<Why> givenUp(CandidateStatus c) {
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

  static @Nullable RevisionStatus stable(State state) {
    return state
        .stable()
        .map(id -> new RevisionStatus(id.number(), id.hash(), id.image()))
        .orElse(null);
  }

  /**
   * @param weight share of the candidate's pods among those that serve, in percent
   * @param why what a rolling candidate waits for
   */
  static @Nullable CandidateStatus candidate(State state, int weight, Why why) {
    return switch (state) {
      case State.Idle i -> null;
      case State.Rolling r ->
          candidate(
              r.candidate(),
              weight,
              r.total(),
              r.progress(),
              r.deadline().toString(),
              r.trouble().map(Instant::toString).orElse(null),
              why,
              null);
      case State.Aborted a ->
          candidate(
              a.candidate(),
              weight,
              a.total().isPresent() ? a.total().getAsInt() : null,
              null,
              null,
              null,
              a.why(),
              a.why().reason().name());
    };
  }

  private static CandidateStatus candidate(
      RevisionId id,
      int weight,
      @Nullable Integer total,
      @Nullable Integer progress,
      @Nullable String deadline,
      @Nullable String troubleSince,
      Why why,
      @Nullable String reason) {
    return new CandidateStatus(
        id.number(),
        id.hash(),
        id.image(),
        weight,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        deadline,
        total,
        progress,
        troubleSince,
        why.text(),
        reason);
  }

  private static RevisionId id(RevisionStatus status) {
    return new RevisionId(status.hash(), status.revision(), status.image());
  }
}
