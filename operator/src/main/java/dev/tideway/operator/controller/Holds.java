package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.State;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What keeps an app's rollout from starting: a freeze, or others that are under way. */
public interface Holds {
  /**
   * Gives the means to look at every app, before the first pass.
   *
   * @param all the apps that the cache holds
   */
  void begin(Supplier<Stream<AppDeployment>> all);

  /**
   * @param state where the app stands
   */
  Optional<Hold> of(AppDeployment app, Optional<State> state, Instant now);

  /** Notes where an app stands after a pass. */
  void stands(AppDeployment app, State state, Instant now);

  /** Forgets an app that is gone. */
  void forget(AppDeployment app);
}
