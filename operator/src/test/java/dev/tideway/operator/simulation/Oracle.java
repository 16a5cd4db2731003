package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.simulation.Store.Version;
import dev.tideway.operator.simulation.Things.App;
import dev.tideway.operator.simulation.Things.Deployment;
import dev.tideway.operator.simulation.Things.Job;
import dev.tideway.operator.simulation.Things.Route;
import dev.tideway.operator.simulation.Things.Service;
import dev.tideway.operator.simulation.Things.Slice;
import dev.tideway.operator.simulation.Things.Thing;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds every pass, every write and every turn of the traffic to what was promised. */
final class Oracle implements Store.Watcher {
  private final World world;
  private Optional<String> aborted = Optional.empty();
  private final Set<String> reached = new HashSet<>();
  private final Set<String> proven = new HashSet<>();
  private final Holding holding = new Holding();
  private final Excuses excuses;
  private boolean emptied;

  Oracle(World world) {
    this.world = world;
    excuses = new Excuses(world);
    world.store.watch(this);
  }

  void planned(Snapshot s, Instant now, Plan plan) {
    Pass pass = Pass.of(s, now, plan);
    world.tally.state(pass.before().map(State::stage).orElse("nothing"), plan.state().stage());
    StepRules.check(pass);
    holding.planned(pass);
    if (!excuses.isAfterLateWrite()) {
      CapacityRules.check(pass);
    }
    TimeRules.check(pass);
  }

  /** Judges a write that was committed. */
  void written(
      Kind kind, String name, Optional<Thing> before, Optional<Thing> after, boolean deposed) {
    if (kind == Kind.App) {
      holding.written();
      after.map(App.class::cast).ifPresent(this::status);
    }
    if (deposed) {
      excuses.wroteLate();
      return;
    }
    switch (kind) {
      case Route -> after.map(Route.class::cast).ifPresent(r -> route(before, r));
      case Deployment -> deployment(name, before, after);
      case Service -> service(name, after);
      case Job -> {
        must(
            after.equals(before) || before.map(Job.class::cast).filter(Job::succeeded).isEmpty(),
            Promise.MigratedFirst,
            name + " is migrated twice");
        must(
            after.equals(before) || isOnlyJob(name) || excuses.isAfterLateWrite(),
            Promise.MigratedFirst,
            name + " is migrated while another revision is");
      }
      default -> {}
    }
  }

  private boolean isOnlyJob(String name) {
    return world.store.all(Kind.Job, Job.class).entrySet().stream()
        .allMatch(e -> e.getKey().equals(name) || e.getValue().ended());
  }

  private void status(App app) {
    Optional<State> state = Sights.memory(app).map(Memory::state);
    excuses.follow(state);
    aborted =
        state.flatMap(
            s -> s instanceof State.Aborted a ? Optional.of(a.failed().hash()) : Optional.empty());
    // What is stable has served, even if a newer spec came before it was at rest.
    state
        .flatMap(State::stable)
        .ifPresent(
            stable -> {
              proven.add(stable.hash());
              world.controllers.pods(stable.hash()).cure();
            });
  }

  private void route(Optional<Thing> before, Route route) {
    Map<String, Integer> was = before.map(Route.class::cast).map(Route::weights).orElse(Map.of());
    int sum = route.weights().values().stream().mapToInt(Integer::intValue).sum();
    must(
        route.weights().isEmpty() || sum == 100,
        Promise.WeightsSum,
        "the route's weights are " + route.weights());
    route
        .weights()
        .forEach(
            (hash, weight) -> {
              must(weight >= 0 && weight <= 100, Promise.WeightsSum, hash + " gets " + weight);
              must(
                  world.store.version(Kind.Service, hash).isPresent() || excuses.isAfterLateWrite(),
                  Promise.ReadyBeforeWeight,
                  "the route leads to no Service of " + hash);
              if (weight > was.getOrDefault(hash, 0)) {
                must(isMigrated(hash), Promise.MigratedFirst, hash + " gets weight first");
                must(
                    excuses.isAfterLateWrite() || aborted.filter(hash::equals).isEmpty(),
                    Promise.AbortedStays,
                    hash + " was given up and gets " + weight);
              }
            });
  }

  private void deployment(String hash, Optional<Thing> before, Optional<Thing> after) {
    int was = wanted(before);
    int wanted = wanted(after);
    if (wanted == 0 && was > 0) {
      must(
          excuses.isOff() || reached.isEmpty() || excuses.isAfterLateWrite() || !hasTraffic(hash),
          Promise.NeverCutOff,
          hash + " has traffic and is cut off");
    }
    must(
        wanted <= was || excuses.isAfterLateWrite() || aborted.filter(hash::equals).isEmpty(),
        Promise.AbortedStays,
        hash + " was given up and gets pods");
    must(
        before.isPresent() || isMigrated(hash),
        Promise.MigratedFirst,
        hash + " gets pods before its migration");
  }

  private static int wanted(Optional<Thing> thing) {
    return thing.map(Deployment.class::cast).map(Deployment::wanted).orElse(0);
  }

  private boolean hasTraffic(String hash) {
    boolean asked =
        world
            .store
            .get(Kind.Route, Things.APP, Route.class)
            .filter(r -> r.weights().getOrDefault(hash, 0) > 0)
            .isPresent();
    boolean home =
        world
            .store
            .get(Kind.Service, Things.APP, Service.class)
            .flatMap(Service::selects)
            .filter(hash::equals)
            .isPresent();
    // Whoever takes the route away takes its requests away.
    boolean routed = world.app().spec().way().route();
    return home || (routed && (asked || world.gateway.weight(hash) > 0));
  }

  private void service(String name, Optional<Thing> after) {
    must(
        after.isPresent()
            || world.gateway.weight(name) == 0
            || !world.app().spec().way().route()
            || excuses.isOff()
            || reached.isEmpty()
            || excuses.isAfterLateWrite(),
        Promise.NeverCutOff,
        "Service " + name + " has traffic and goes");
  }

  private boolean isMigrated(String hash) {
    // A rollback goes to what has been there before, and migrates nothing.
    boolean pinned =
        Sights.memory(world.app())
            .flatMap(Memory::pin)
            .filter(pin -> pin.revision().hash().equals(hash))
            .isPresent();
    if (pinned) {
      proven.add(hash);
    }
    return pinned
        || proven.contains(hash)
        || excuses.isAfterLateWrite()
        || world.fate(hash).migration().isEmpty()
        || world.store.get(Kind.Job, hash, Job.class).filter(Job::succeeded).isPresent();
  }

  @Override
  public void changed(Kind kind, String name, Version version) {
    if (version.thing().orElse(null) instanceof Job job && job.succeeded()) {
      // Whatever a leader that was deposed writes later.
      proven.add(name);
    }
    if (kind == Kind.Slice
        && version.thing().isPresent()
        && !name.equals(Things.APP)
        && ((Slice) version.thing().get()).of(name) > 0) {
      reached.add(name);
    }
    if (kind == Kind.Slice || kind == Kind.App) {
      looks();
    }
  }

  /** Looks where requests go right now. */
  void looks() {
    if (world.store.version(Kind.App, Things.APP).isEmpty()) {
      return;
    }
    Map<String, Integer> weights =
        world.app().spec().way().route() ? world.gateway.active().orElse(Map.of()) : Map.of();
    boolean all = true;
    for (Map.Entry<String, Integer> e : weights.entrySet()) {
      boolean there = e.getValue() == 0 || slice(e.getKey()).of(e.getKey()) > 0;
      all &= there;
      must(
          there
              || !reached.contains(e.getKey())
              || excuses.isOff()
              || excuses.isExcused(e.getKey()),
          Promise.ReadyBeforeWeight,
          "requests go to " + e.getKey() + ", which has no endpoints");
      must(
          e.getValue() == 0
              || world.gateway.knows(e.getKey())
              || !isCandidate(e.getKey())
              || excuses.isHurried()
              || excuses.isAfterLateWrite(),
          Promise.ReadyBeforeWeight,
          "requests go to " + e.getKey() + ", of whose endpoints the gateway doesn't know");
    }
    Slice home = slice(Things.APP);
    boolean there = home.ready().values().stream().anyMatch(n -> n > 0);
    // Until it has some: whoever was to blame may be gone before, or be told something else.
    emptied = !there && (emptied || excuses.isOff() || excuses.isAnyExcused());
    must(
        there || !reached.contains(Things.APP) || emptied,
        Promise.ReadyBeforeWeight,
        "requests go to the app's Service, which has no endpoints");
    if (there) {
      reached.add(Things.APP);
    }
    if (all && there) {
      excuses.recovered();
    }
  }

  /** Notes what somebody makes of a spec. */
  void applied(Spec before, Spec after) {
    excuses.applied(before, after);
  }

  /** Notes that a clock jumps. */
  void jumped() {
    excuses.hurries();
  }

  /** Whether another revision serves that requests could have stayed with. */
  private boolean isCandidate(String hash) {
    return world
        .state()
        .filter(state -> state.stable().filter(stable -> !stable.hash().equals(hash)).isPresent())
        .flatMap(State::candidate)
        .filter(candidate -> candidate.hash().equals(hash))
        .isPresent();
  }

  private Slice slice(String name) {
    return world.store.get(Kind.Slice, name, Slice.class).orElse(new Slice(Map.of()));
  }

  private static void must(boolean holds, Promise promise, String words) {
    if (!holds) {
      throw new Breach(promise, words);
    }
  }
}
