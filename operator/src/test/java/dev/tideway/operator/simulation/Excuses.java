package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Limits;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Wish;
import java.util.Optional;

/** What the operator may break a promise for, each until all is as it should be again. */
final class Excuses {
  private final World world;
  private boolean off;
  private long offUntil;
  private boolean late;
  private long lateUntil;
  private boolean hurried;

  Excuses(World world) {
    this.world = world;
  }

  /**
   * Notes that one that stood still in the middle of its pass says once more what was right before.
   * Its successor has to mend that.
   */
  void wroteLate() {
    late = true;
    lateUntil = world.agenda.now() + 10_000;
  }

  boolean isAfterLateWrite() {
    return late;
  }

  /** Notes what somebody makes of a spec. */
  void applied(Spec before, Spec after) {
    if (!before.way().equals(after.way())) {
      hurries();
    }
    if (isZero(before) || isZero(after)) {
      // A cache may have the old one for a while.
      off = true;
      offUntil = world.agenda.now() + 10_000;
    }
  }

  /** Whether no pods were asked for a moment ago. */
  boolean isOff() {
    off |= isZero(world.app().spec());
    return off;
  }

  private static boolean isZero(Spec spec) {
    return spec.size() instanceof Size.Fixed f && f.replicas() == 0;
  }

  /**
   * Notes that a gateway may be told of weights before it had its time: a candidate that has
   * traffic takes it along to a route that it didn't have before, and a clock that jumps takes time
   * away.
   */
  void hurries() {
    hurried = world.state().filter(State.Underway.class::isInstance).isPresent();
  }

  /** Notes what the status says: a hurry ends with its rollout. */
  void follow(Optional<State> state) {
    hurried &= state.filter(State.Underway.class::isInstance).isPresent();
  }

  boolean isHurried() {
    return hurried;
  }

  /** Notes that requests are answered wherever they go. */
  void recovered() {
    if (!isZero(world.app().spec()) && world.agenda.now() > offUntil) {
      off = false;
    }
    if (world.agenda.now() > lateUntil) {
      late = false;
    }
  }

  boolean isExcused(String hash) {
    return isAfterLateWrite() || world.controllers.pods(hash).isExcused();
  }

  boolean isAnyExcused() {
    return isAfterLateWrite() || mayBeEmpty() || world.controllers.haveDied();
  }

  /** Where pods may be missing, of one pod none is left. */
  private boolean mayBeEmpty() {
    Wish wish = world.app().spec().wish();
    int total = wish.size().total(0);
    return total <= Limits.of(wish.surge(), wish.unavailable(), total).unavailable();
  }
}
