package dev.tideway.operator.rollout;

import static dev.tideway.operator.rollout.Scene.CANDIDATE;
import static dev.tideway.operator.rollout.Scene.LATER;
import static dev.tideway.operator.rollout.Scene.NOW;
import static dev.tideway.operator.rollout.Scene.ROLLOUT;
import static dev.tideway.operator.rollout.Scene.STABLE;

import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** A rollout in each of its stages. */
final class Stages {
  private static final Rollout PAUSED = ROLLOUT.withPaused(true);
  private static final Map<String, State> STATES =
      Map.ofEntries(
          Map.entry("Idle", new State.Idle(CANDIDATE)),
          Map.entry("Waiting", new State.Waiting(ROLLOUT, NOW)),
          Map.entry("Preparing", new State.Preparing(ROLLOUT, NOW, LATER)),
          Map.entry("Rolling", new State.Rolling(ROLLOUT, 0, LATER)),
          Map.entry(
              "First", new State.Rolling(Rollout.of(Optional.empty(), CANDIDATE, 4), 0, LATER)),
          Map.entry("Scaling", new State.Scaling(ROLLOUT, 0, LATER)),
          Map.entry("Observing", new State.Observing(ROLLOUT.withWeight(10), NOW, false)),
          Map.entry("Gate", new State.Observing(ROLLOUT.atStep(1).withWeight(50), NOW, false)),
          Map.entry("Paused", new State.Observing(PAUSED.withWeight(10), NOW, false)),
          Map.entry("Promoting", new State.Promoting(ROLLOUT.atStep(2).withWeight(100), LATER)),
          Map.entry("Retiring", new State.Retiring(ROLLOUT.atStep(2).withWeight(100), LATER)),
          Map.entry("Aborting", new State.Aborting(ROLLOUT, failure(), LATER, Optional.empty())),
          Map.entry(
              "Aborted",
              new State.Aborted(
                  STABLE,
                  CANDIDATE,
                  OptionalInt.empty(),
                  OptionalInt.of(1),
                  failure().orElseThrow())),
          Map.entry(
              "GoingBack",
              new State.Aborted(
                  STABLE,
                  CANDIDATE,
                  OptionalInt.of(4),
                  OptionalInt.empty(),
                  failure().orElseThrow())));

  private Stages() {}

  /** Such as {@code Observing}, and {@code Gate} where it waits for a person. */
  static State stage(String name) {
    return Objects.requireNonNull(STATES.get(name));
  }

  static State scaling(int step, int weight) {
    return new State.Scaling(ROLLOUT.atStep(step).withWeight(weight), 0, LATER);
  }

  static State shifting(int step, int weight) {
    return new State.Shifting(ROLLOUT.atStep(step).withWeight(weight), LATER);
  }

  static State observing(int step, int weight, boolean approved) {
    return new State.Observing(ROLLOUT.atStep(step).withWeight(weight), NOW, approved);
  }

  static State promoting() {
    return new State.Promoting(ROLLOUT.atStep(2).withWeight(100), LATER);
  }

  private static Optional<Why> failure() {
    return Optional.of(Why.of(Reason.Regressed, "worse"));
  }
}
