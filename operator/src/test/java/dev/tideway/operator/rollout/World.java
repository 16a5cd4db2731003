package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.AppName;
import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Share;
import dev.tideway.operator.domain.Sight;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A model of a cluster for one app: Deployments whose pods become ready in an order that a seed
 * decides.
 */
final class World {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration DEADLINE = Duration.ofMinutes(10);

  private final Map<String, RevisionId> revisions = new LinkedHashMap<>();
  private final Map<String, int[]> deployments =
      new LinkedHashMap<>(); // hash -> {wanted, available}
  private final Map<String, Problem> broken = new LinkedHashMap<>();
  private final Random random;

  Size size = new Size.Fixed(3);
  Share surge = new Share.Percent(25);
  Share unavailable = new Share.Pods(0);
  boolean mixable = true;
  Optional<State> state = Optional.empty();
  RevisionId target;
  Instant now = START;

  World(long seed) {
    random = new Random(seed);
    target = revision("v1");
  }

  RevisionId revision(String hash) {
    return revisions.computeIfAbsent(
        hash, h -> new RevisionId(h, revisions.size() + 1, "web:" + h));
  }

  World ask(String hash) {
    target = revision(hash);
    return this;
  }

  World breakRevision(String hash, Problem problem) {
    broken.put(hash, problem);
    return this;
  }

  World mend(String hash) {
    broken.remove(hash);
    return this;
  }

  Snapshot snapshot() {
    List<Capacity> capacities = new ArrayList<>();
    deployments.forEach(
        (hash, d) ->
            capacities.add(
                new Capacity(
                    revision(hash),
                    d[0],
                    d[1],
                    d[0] > 0 ? Optional.ofNullable(broken.get(hash)) : Optional.empty(),
                    0,
                    0)));
    return new Snapshot(
        new AppName("shop", "web"),
        new Wish(target, size, new Strategy.RollingUpdate(), surge, unavailable, DEADLINE),
        state.map(Memory::of),
        new Sight(
            capacities,
            mixable,
            false,
            true,
            Routed.NONE,
            new Migration.Done(),
            new Verdict.Passed(),
            List.copyOf(revisions.values())),
        List.of(),
        Optional.empty());
  }

  /** One pass of the operator: everything that the plan asks for is done at once. */
  Plan pass() {
    Plan plan = Planner.plan(snapshot(), now);
    state = Optional.of(plan.state());
    Map<String, int[]> next = new LinkedHashMap<>();
    for (Target t : plan.targets()) {
      int[] d = deployments.getOrDefault(t.revision().hash(), new int[2]);
      int wanted = t.size().total(d[0]);
      next.put(t.revision().hash(), new int[] {wanted, Math.min(wanted, d[1])});
    }
    deployments.clear();
    deployments.putAll(next);
    return plan;
  }

  /** Some pod of some revision that isn't broken becomes ready; time goes by. */
  void tick() {
    now = now.plusSeconds(1);
    List<int[]> starting = new ArrayList<>();
    deployments.forEach(
        (hash, d) -> {
          if (!broken.containsKey(hash) && d[1] < d[0]) {
            starting.add(d);
          }
        });
    if (!starting.isEmpty()) {
      starting.get(random.nextInt(starting.size()))[1]++;
    }
  }

  /** Passes and ticks until nothing changes any more, and at most {@code limit} times. */
  Plan settle(int limit) {
    Plan plan = pass();
    for (int i = 0; i < limit; i++) {
      tick();
      plan = pass();
    }
    return plan;
  }

  int wanted(String hash) {
    return deployments.getOrDefault(hash, new int[2])[0];
  }

  int wanted() {
    return deployments.values().stream().mapToInt(d -> d[0]).sum();
  }

  int serving() {
    return deployments.values().stream().mapToInt(d -> Math.min(d[0], d[1])).sum();
  }
}
