package dev.tideway.operator.simulation;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.simulation.Item.Fault;
import dev.tideway.operator.simulation.Store.Version;
import dev.tideway.operator.simulation.Things.App;
import dev.tideway.operator.simulation.Writes.Write;
import dev.tideway.operator.status.Statuses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One process of the operator: it passes over the app as {@code AppDeploymentReconciler} does,
 * request by request, each of which may go wrong.
 */
final class Operator {
  private static final long SECOND = 1000;
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final World world;
  private final BiFunction<Snapshot, Instant, Plan> planner;
  private final int id;
  private final Cache cache;
  private final Deque<Write> open = new ArrayDeque<>();
  private boolean alive = true;
  private boolean passing;
  private boolean deposed;
  private boolean asked;
  private long timer;
  private int failures;

  Operator(World world, int id, long age, BiFunction<Snapshot, Instant, Plan> planner) {
    this.world = world;
    this.id = id;
    this.planner = planner;
    cache = new Cache(world.store, world.agenda, world.chance, age, this::wake);
  }

  boolean isAlive() {
    return alive;
  }

  Cache cache() {
    return cache;
  }

  /** Something is new: passes over the app, or does so once more after the pass that is on. */
  void wake() {
    if (!asked && alive && !deposed) {
      asked = true;
      if (!passing) {
        world.agenda.in(1, this::pass);
      }
    }
  }

  private void pass() {
    if (!alive || passing || deposed) {
      return;
    }
    asked = false;
    Optional<App> app = cache.get(Kind.App, Things.APP, App.class);
    if (app.isEmpty()) {
      return;
    }
    passing = true;
    timer++;
    Version read = cache.version(Kind.App, Things.APP).orElseThrow();
    Instant now = world.clock();
    Snapshot snapshot = world.sight(cache, app.get(), now);
    Plan plan = planner.apply(snapshot, now);
    world.note(() -> "operator " + id + " plans " + Words.of(plan));
    world.oracle.planned(snapshot, now, plan);
    AppDeploymentStatus before = app.get().status();
    AppDeploymentStatus status =
        Statuses.of(
            before,
            snapshot,
            plan,
            new Statuses.Facts(
                app.get().generation(),
                "tideway.dev/app=web",
                "http://web.shop",
                Optional.empty(),
                10,
                Optional.empty()),
            now);
    boolean reports = !status.equals(before);
    open.clear();
    if (reports) {
      open.add(
          new Write(
              Kind.App,
              Things.APP,
              Optional.of(read),
              true,
              current ->
                  current
                      .map(App.class::cast)
                      .map(a -> new App(a.spec(), a.generation(), status))));
    }
    open.addAll(Writes.of(cache, app.get(), plan));
    send(plan, now);
  }

  private void send(Plan plan, Instant began) {
    if (open.isEmpty()) {
      ends(plan, began);
      return;
    }
    world.agenda.in(world.latency(), () -> send(open.remove(), plan, began));
  }

  private void send(Write write, Plan plan, Instant began) {
    if (!alive) {
      return;
    }
    if (write.kind() != Kind.App && world.clock().isAfter(began.plus(FRESH))) {
      // What this pass has seen may be over.
      fails();
      return;
    }
    Optional<Item.Broken> broken = deposed ? Optional.empty() : world.nextFault();
    Optional<Fault> fault = broken.map(Item.Broken::fault);
    world.note(() -> "operator " + id + " writes " + Words.of(write) + Words.of(fault));
    switch (fault.orElse(null)) {
      case null -> {
        commit(write).ifPresentOrElse(done -> send(plan, began), this::fails);
      }
      case CrashBefore -> dies(broken.get().length());
      case CrashAfter -> {
        world.commit(write, deposed);
        dies(broken.get().length());
      }
      case TimeoutAfter -> {
        world.commit(write, deposed);
        fails();
      }
      case Conflict, TooMany, ServerError -> fails();
      case TwoLeaders -> {
        deposed = true;
        cache.close();
        // What is on its way can't be called back.
        world.agenda.in(
            broken.get().length(),
            () -> commit(write).ifPresentOrElse(done -> send(plan, began), this::fails));
        world.startOperator(SECOND + broken.get().length() / 4, broken.get().length() % 500);
      }
    }
  }

  private Optional<Boolean> commit(Write write) {
    Optional<Optional<Version>> result = world.commit(write, deposed);
    result
        .flatMap(version -> version)
        .ifPresent(version -> cache.wrote(write.kind(), write.name(), version));
    if (result.filter(Optional::isEmpty).isPresent()) {
      write.seen().ifPresent(seen -> cache.removed(write.kind(), write.name(), seen.uid()));
    }
    return result.map(done -> true);
  }

  /** Tries again a little later, as JOSDK does. */
  private void fails() {
    passing = false;
    if (deposed) {
      dies();
      return;
    }
    long wait = (long) Math.min(300_000, 200 * Math.pow(1.5, failures++));
    asked = false;
    world.agenda.in(wait, this::wake);
  }

  private void ends(Plan plan, Instant began) {
    passing = false;
    failures = 0;
    if (deposed) {
      dies();
      return;
    }
    plan.wakeAt()
        .ifPresent(
            at -> {
              long mine = timer;
              long wait = Math.max(0, at.toEpochMilli() - began.toEpochMilli()) + 10;
              world.agenda.in(
                  wait,
                  () -> {
                    if (timer == mine) {
                      wake();
                    }
                  });
            });
    if (asked) {
      asked = false;
      wake();
    }
  }

  private void dies(long pause) {
    dies();
    world.startOperator(500 + pause, pause % 700);
  }

  private void dies() {
    alive = false;
    cache.close();
  }
}
