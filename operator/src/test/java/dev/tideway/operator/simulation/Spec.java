package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Share;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Wish;
import java.time.Duration;
import java.util.List;

/** What a user writes, as far as a rollout is concerned. */
record Spec(RevisionId revision, Size size, Way way, Duration deadline) {
  /**
   * How candidates take over.
   *
   * @param route whether the app has one
   * @param retireAfter of a blue-green rollout
   */
  record Way(
      Type type,
      boolean route,
      List<Step> steps,
      Duration retireAfter,
      Share surge,
      Share unavailable) {
    enum Type {
      RollingUpdate,
      Canary,
      BlueGreen
    }

    Strategy strategy() {
      return switch (type) {
        case RollingUpdate -> new Strategy.RollingUpdate();
        case Canary ->
            new Strategy.Stepped(
                steps, Duration.ZERO, route ? Strategy.By.Route : Strategy.By.Replicas);
        case BlueGreen ->
            new Strategy.Stepped(
                List.of(new Step(0, 100, Duration.ZERO, steps.getFirst().approval())),
                retireAfter,
                route ? Strategy.By.Route : Strategy.By.Service);
      };
    }
  }

  Spec with(RevisionId next) {
    return new Spec(next, size, way, deadline);
  }

  Spec with(Size next) {
    return new Spec(revision, next, way, deadline);
  }

  Spec with(Way next) {
    return new Spec(revision, size, next, deadline);
  }

  Wish wish() {
    return new Wish(revision, size, way.strategy(), way.surge(), way.unavailable(), deadline);
  }
}
