package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.State;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What keeps an app's rollout from starting: a freeze, or others that are under way. */
public interface Holds {
  /** What has to be watched for it, from before the first pass on. */
  List<EventSource<?, AppDeployment>> start(EventSourceContext<AppDeployment> context);

  /**
   * @param state where the app stands
   * @param asked whether somebody asks for something, which may start a rollout
   */
  Optional<Hold> of(AppDeployment app, Optional<State> state, boolean asked, Instant now);

  /** Notes where an app stands after a pass. */
  void stands(AppDeployment app, State state, Instant now);

  /** Forgets an app that is gone. */
  void forget(AppDeployment app);
}
