package dev.tideway.operator.controller;

import dev.tideway.crds.RolloutFreeze;
import dev.tideway.operator.domain.Freezes;
import dev.tideway.operator.freeze.Judge;
import dev.tideway.operator.status.FreezeStatuses;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in a freeze's status whether it holds, until when, and who waits. The apps obey it. */
public final class RolloutFreezeReconciler implements Reconciler<RolloutFreeze> {
  // Far instants stay within what a timer takes.
  private static final Duration LONGEST = Duration.ofDays(1);

  private final HeldApps held;
  private final Clock clock;

  public RolloutFreezeReconciler(HeldApps held, Clock clock) {
    this.held = held;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, RolloutFreeze>> prepareEventSources(
      EventSourceContext<RolloutFreeze> context) {
    SimpleInboundEventSource<RolloutFreeze> changes = new SimpleInboundEventSource<>("held");
    held.listen(changes::propagateEvent);
    return List.of(changes);
  }

  @Override
  public UpdateControl<RolloutFreeze> reconcile(
      RolloutFreeze freeze, Context<RolloutFreeze> context) {
    Instant now = clock.instant();
    Freezes judged = Judge.of(freeze, now);
    List<String> waiting = judged.active().isPresent() ? held.heldBy(freeze) : List.of();
    FreezeStatuses.write(
        freeze, FreezeStatuses.of(judged, Judge.problem(freeze), waiting), context);
    return comeBack(judged.nextChange(), now);
  }

  private static UpdateControl<RolloutFreeze> comeBack(Optional<Instant> at, Instant now) {
    UpdateControl<RolloutFreeze> done = UpdateControl.noUpdate();
    return at.map(instant -> done.rescheduleAfter(wait(now, instant))).orElse(done);
  }

  // A timer that fires a little early would find nothing to do, and would not be set again.
  private static Duration wait(Instant now, Instant at) {
    Duration wait = Duration.between(now, at).plusMillis(10);
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }
}
