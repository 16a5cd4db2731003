package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.domain.AppName;
import dev.tideway.operator.domain.Freeze;
import dev.tideway.operator.domain.Freezes;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.observe.FreezeCache;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A freeze comes first, then the queue of rollouts. */
public final class Brakes implements Holds {
  private final FreezeCache freezes;
  private final Waiting waiting;
  private final Turns turns;

  /**
   * @param waiting is told who waits for which freeze
   */
  public Brakes(FreezeCache freezes, Waiting waiting, Turns turns) {
    this.freezes = freezes;
    this.waiting = waiting;
    this.turns = turns;
  }

  @Override
  public List<EventSource<?, AppDeployment>> start(EventSourceContext<AppDeployment> context) {
    turns.begin(() -> context.getPrimaryCache().list(app -> true));
    return freezes.start(context);
  }

  @Override
  public Optional<Hold> of(AppDeployment app, Optional<State> state, boolean asked, Instant now) {
    Freezes judged = freezes.of(app, now);
    return judged
        .active()
        .map(freeze -> hold(app, freeze, judged.nextChange()))
        .or(() -> turns.of(app, state, asked, now));
  }

  @Override
  public void stands(AppDeployment app, State state, Instant now) {
    Optional<Freeze> freeze = freezes.of(app, now).active().filter(f -> isHeld(state, f));
    turns.stands(app, state, freeze.isPresent());
    waiting.note(app, freeze);
  }

  @Override
  public void forget(AppDeployment app) {
    turns.forget(app);
    waiting.note(app, Optional.empty());
  }

  private static boolean isHeld(State state, Freeze freeze) {
    return state instanceof State.Underway u
        && !u.rollout().override()
        && (u instanceof State.Waiting || freeze.pausesRunning());
  }

  private static Hold hold(AppDeployment app, Freeze freeze, Optional<Instant> lookAgain) {
    AppName name = new AppName(app.getMetadata().getNamespace(), app.getMetadata().getName());
    String next =
        "wait, or to act all the same, " + name.command("resume") + " --override --reason WHY";
    return new Hold(
        new Why(Reason.Frozen, freeze.sentence(), next), true, freeze.pausesRunning(), lookAgain);
  }
}
