package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Observing;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.State.Promoting;
import dev.tideway.operator.domain.State.Retiring;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Scaling;
import dev.tideway.operator.domain.State.Shifting;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.State.Waiting;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How many pods each revision shall have. */
final class Sizes {
  private Sizes() {}

  static List<Target> of(Snapshot s, State state) {
    return switch (state) {
      case Idle i -> besideReached(s, i, List.of(new Target(i.current(), s.size())));
      case Aborted a when a.total().isEmpty() -> besideReached(s, a, Roller.targets(s, a));
      case Aborted a -> Roller.targets(s, a);
      case Rolling r -> Roller.targets(s, r);
      case Waiting w -> besideReached(s, w, stable(s, w.rollout()));
      case Preparing p -> besideReached(s, p, stable(s, p.rollout()));
      case Stepping st -> besideReached(s, st, stepping(s, st));
    };
  }

  /**
   * What is left of another revision goes once requests don't get there. Somebody may have led the
   * route back, such as a leader that stood still for long; or one may have died before it turned
   * the app's Service.
   */
  private static List<Target> besideReached(Snapshot s, State state, List<Target> own) {
    Traffic traffic = Flow.of(s, state);
    // Where no revision has a Service of its own, no gateway can lead to one.
    boolean leads = traffic.split().isPresent() || s.sight().named();
    boolean open = s.routed().exists() && leads && !s.routed().confirmed();
    boolean turning =
        traffic
            .home()
            .filter(home -> s.sight().shared() || s.capacityOf(home).home() == 0)
            .isPresent();
    Stream<Target> reached =
        s.capacities().stream()
            .filter(c -> own.stream().noneMatch(t -> t.revision().sameAs(c.revision())))
            .filter(c -> c.wanted() > 0)
            .filter(
                c ->
                    open
                        || (turning && c.home() > 0)
                        || s.routed().weights().getOrDefault(c.revision().hash(), 0) > 0)
            .map(c -> new Target(c.revision(), new Size.Fixed(c.wanted())));
    return Stream.concat(own.stream(), reached).toList();
  }

  /** Candidate pods that a step needs. */
  static int needed(Snapshot s, Rollout r, int step) {
    Step at = Stepper.strategy(s).at(step);
    // Somebody may have changed the steps: the weight that it has keeps what it needs.
    Step has = Step.canary(r.weight(), Duration.ZERO, false);
    return Stepper.strategy(s).by() == By.Replicas
        ? share(r.total(), Math.max(at.weight(), has.weight()))
        : Math.max(at.pods(r.total()), has.pods(r.total()));
  }

  /** Stable pods beside a candidate that has its weight by their numbers. */
  static int left(Snapshot s, Rollout r) {
    boolean all = r.weight() == 100;
    int share = r.weight() == 0 ? 0 : share(r.total(), r.weight());
    return all ? 0 : Math.max(1, r.total() - share);
  }

  private static int share(int total, int weight) {
    int pods = Math.round(total * weight / 100f);
    return weight == 100 ? total : Math.clamp(pods, 1, Math.max(1, total - 1));
  }

  /** Whoever waits leaves everything as it is: the stable revision under the spec's own size. */
  private static List<Target> stable(Snapshot s, Rollout r) {
    return r.stable()
        .map(id -> List.of(new Target(id, s.size())))
        // What never served at full size may serve all the same.
        .orElseGet(() -> Roller.asTheyAre(s));
  }

  private static List<Target> stepping(Snapshot s, Stepping st) {
    Rollout r = st.rollout();
    boolean byReplicas = Stepper.strategy(s).by() == By.Replicas;
    List<Target> targets = new ArrayList<>();
    int stable = byReplicas && !(st instanceof Aborting) ? besideCandidate(s, r) : r.total();
    r.stable()
        .filter(id -> stable > 0)
        .ifPresent(id -> targets.add(target(s, id, stable, byReplicas)));
    int candidate =
        byReplicas || Flow.sharesService(s, st) ? besideStable(s, st) : candidate(s, st);
    if (candidate > 0) {
      targets.add(target(s, r.candidate(), candidate, byReplicas));
    }
    return targets;
  }

  /** What a candidate's pods don't serve in its place stays, for as long as it is there. */
  private static int besideCandidate(Snapshot s, Rollout r) {
    int there = s.capacityOf(r.stable().orElseThrow()).wanted();
    Capacity candidate = s.capacityOf(r.candidate());
    int unserved = r.total() - Math.min(candidate.serving(), candidate.home());
    return Math.max(left(s, r), Math.min(there, unserved));
  }

  private static int besideStable(Snapshot s, Stepping st) {
    Rollout r = st.rollout();
    int there = s.capacityOf(r.candidate()).wanted();
    int unserved = r.total() - s.capacityOf(r.stable().orElseThrow()).serving();
    return Math.max(candidate(s, st), Math.min(there, unserved));
  }

  private static int candidate(Snapshot s, Stepping st) {
    Rollout r = st.rollout();
    return switch (st) {
      case Scaling sc -> needed(s, r, r.step());
      case Shifting sh -> needed(s, r, r.step());
      case Observing o -> Math.max(needed(s, r, r.step()), ahead(s, o));
      case Promoting p -> r.total();
      case Retiring re -> r.total();
      // Until the last request has left it; behind one Service they leave pod by pod.
      case Aborting a ->
          Stepper.strategy(s).by() == By.Replicas ? 0 : s.capacityOf(r.candidate()).wanted();
    };
  }

  /**
   * What waits for a person is ready for the next step, so that a Promote acts at once. By replica
   * count it can't be: more pods are more traffic.
   */
  private static int ahead(Snapshot s, Observing o) {
    boolean gate = Stepper.strategy(s).at(o.rollout().step()).approval();
    return gate && Stepper.strategy(s).by() != By.Replicas
        ? needed(s, o.rollout(), o.rollout().step() + 1)
        : 0;
  }

  /**
   * An autoscaler may add to what is reserved, except where numbers of pods are shares of traffic.
   */
  private static Target target(Snapshot s, RevisionId revision, int pods, boolean exactly) {
    return switch (s.size()) {
      case Size.Autoscaled a when !exactly ->
          new Target(revision, new Size.Autoscaled(Math.min(pods, a.max()), a.max()));
      case Size.Autoscaled _, Size.Fixed _ -> new Target(revision, new Size.Fixed(pods));
    };
  }
}
