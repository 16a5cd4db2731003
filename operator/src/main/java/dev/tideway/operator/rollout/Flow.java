package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.Split;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.State.Waiting;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Strategy.Stepped;
import dev.tideway.operator.domain.Traffic;
import java.util.List;
import java.util.Optional;

/** Which revisions requests shall reach. */
final class Flow {
  private Flow() {}

  static Traffic of(Snapshot s, State state) {
    By by = s.wish().strategy() instanceof Stepped stepped ? stepped.by() : By.Replicas;
    return switch (state) {
      case Idle i -> whole(s, i.current(), by);
      case Aborted a -> a.total().isEmpty() ? whole(s, a.current(), by) : Traffic.BY_REPLICAS;
      case Waiting w -> waiting(s, w.rollout(), by);
      case Preparing p -> waiting(s, p.rollout(), by);
      case Rolling r -> rolling(s, r.rollout(), by);
      case Stepping st -> stepping(s, st);
    };
  }

  /** Before its migration is done a first deploy gets no traffic. */
  private static Traffic waiting(Snapshot s, Rollout r, By by) {
    return r.stable().map(stable -> whole(s, stable, by)).orElse(Traffic.BY_REPLICAS);
  }

  private static Traffic rolling(Snapshot s, Rollout r, By by) {
    boolean alone = r.stable().isEmpty() && s.others(r.candidate()).isEmpty();
    return alone ? whole(s, r.candidate(), by) : Traffic.BY_REPLICAS;
  }

  /** One revision has everything. */
  private static Traffic whole(Snapshot s, RevisionId revision, By by) {
    return switch (by) {
      case Replicas -> Traffic.BY_REPLICAS;
      case Service ->
          new Traffic(Optional.of(revision), List.of(), Optional.empty(), Optional.of(revision));
      case Route ->
          new Traffic(
              Optional.of(revision),
              List.of(revision),
              split(s, Split.all(revision), false),
              Optional.of(revision));
    };
  }

  private static Traffic stepping(Snapshot s, Stepping st) {
    Rollout r = st.rollout();
    RevisionId stable = r.stable().orElseThrow();
    // Its pods may have died since it was decided.
    boolean turns = !(st instanceof State.Promoting) || Stepper.isAsStrong(s, r);
    Optional<RevisionId> home =
        sharesService(s, st) ? Optional.empty() : Optional.of(turns ? st.inService() : stable);
    Optional<RevisionId> preview = Optional.of(st instanceof Aborting ? stable : r.candidate());
    return switch (Stepper.strategy(s).by()) {
      case Replicas -> Traffic.BY_REPLICAS;
      case Service -> new Traffic(home, List.of(), Optional.empty(), preview);
      case Route ->
          new Traffic(
              home,
              List.of(stable, r.candidate()),
              split(s, split(st, stable), !(st instanceof State.Scaling)),
              preview);
    };
  }

  /**
   * Where the strategy was changed half-way, the app's Service may lead to the pods of both, so
   * that the stable revision has fewer than all callers need. One that leads to both and finds none
   * of the stable revision's, as after 0 replicas, doesn't turn away from what may come first.
   */
  static boolean sharesService(Snapshot s, Stepping st) {
    Rollout r = st.rollout();
    int stable = s.capacityOf(r.stable().orElseThrow()).serving();
    boolean both = s.capacityOf(r.candidate()).home() > 0;
    return switch (st) {
      case State.Promoting _, State.Retiring _ -> false;
      case Aborting a -> both && stable == 0;
      case State.Scaling _, State.Shifting _, State.Observing _ ->
          (both && stable < r.total()) || (s.sight().shared() && stable == 0);
    };
  }

  // A route never names a Service that is about to go: its last word is of one revision alone.
  private static Split split(Stepping st, RevisionId stable) {
    Rollout r = st.rollout();
    if (st instanceof Aborting) {
      return Split.all(stable);
    }
    return r.weight() == 100
        ? Split.all(r.candidate())
        : new Split(stable, Optional.of(r.candidate()), r.weight());
  }

  /**
   * A route that leads to the app's own Service, or is about to be made, leads there until the
   * revisions' own are seen to work, and the gateway has had time to see it too: at rest, and while
   * pods are made, the app's own does as well.
   */
  private static Optional<Split> split(Snapshot s, Split wanted, boolean turns) {
    boolean throughApp =
        s.routed().weights().isEmpty()
            && (s.routed().exists() || s.capacities().stream().anyMatch(c -> c.home() > 0));
    return throughApp && !(turns && isReachable(s, wanted))
        ? Optional.empty()
        : Optional.of(wanted);
  }

  private static boolean isReachable(Snapshot s, Split wanted) {
    return s.capacityOf(wanted.primary()).reachable() > 0
        && (wanted.weight() == 0
            || wanted.candidate().filter(c -> s.capacityOf(c).reachable() > 0).isPresent());
  }
}
