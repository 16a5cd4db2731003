package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.AppName;
import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Sight;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.simulation.Things.Action;
import dev.tideway.operator.simulation.Things.App;
import dev.tideway.operator.simulation.Things.Deployment;
import dev.tideway.operator.simulation.Things.Job;
import dev.tideway.operator.simulation.Things.Route;
import dev.tideway.operator.simulation.Things.Service;
import dev.tideway.operator.simulation.Things.Slice;
import dev.tideway.operator.status.StateCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes of a cache what the planner reads, as {@code Snapshots} does. */
final class Sights {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final AppName NAME = new AppName("shop", Things.APP);
  private static final Slice NOTHING = new Slice(java.util.Map.of());

  private Sights() {}

  static RevisionId revision(int number) {
    return new RevisionId("v" + number, number, "web:v" + number);
  }

  static RevisionId revision(String hash) {
    return revision(Integer.parseInt(hash, 1, hash.length(), 10));
  }

  static Optional<Memory> memory(App app) {
    return StateCodec.read(app.status());
  }

  static Snapshot of(
      Cache cache, App app, Optional<Hold> hold, Verdict verdict, Function<String, Fate> fates) {
    Optional<Memory> memory = memory(app);
    return new Snapshot(
        NAME,
        app.spec().wish(),
        memory,
        new Sight(
            capacities(cache),
            isMixable(cache, app, memory, fates),
            cache.all(Kind.Service).keySet().stream().anyMatch(name -> !name.equals(Things.APP)),
            cache.get(Kind.Service, Things.APP, Service.class).flatMap(Service::selects).isEmpty(),
            routed(cache, app),
            migration(cache, app, memory, fates),
            verdict,
            Stream.concat(
                    cache.all(Kind.Record).keySet().stream(),
                    Stream.of(app.spec().revision().hash()))
                .distinct()
                .map(Sights::revision)
                .toList()),
        requests(cache),
        hold);
  }

  static Optional<Hold> hold(Item.Freeze freeze, Instant until) {
    return Optional.of(
        new Hold(
            new Why(Reason.Frozen, "frozen by jane", "wait"),
            true,
            freeze.pausesRunning(),
            Optional.of(until)));
  }

  static Optional<Hold> queue(Optional<State> state, Instant now) {
    boolean running =
        state.filter(s -> s instanceof State.Underway && !(s instanceof State.Waiting)).isPresent();
    return running
        ? Optional.empty()
        : Optional.of(
            new Hold(
                Why.of(Reason.Queued, "it is number 1 in the queue"),
                false,
                false,
                Optional.of(now.plusSeconds(2))));
  }

  private static List<Capacity> capacities(Cache cache) {
    Slice home = cache.get(Kind.Slice, Things.APP, Slice.class).orElse(NOTHING);
    return cache.all(Kind.Deployment).keySet().stream()
        .map(
            hash -> {
              Deployment d = cache.get(Kind.Deployment, hash, Deployment.class).orElseThrow();
              return new Capacity(
                  revision(hash),
                  d.wanted(),
                  d.available(),
                  d.problem(),
                  cache.get(Kind.Slice, hash, Slice.class).orElse(NOTHING).of(hash),
                  home.of(hash));
            })
        .toList();
  }

  private static boolean isMixable(
      Cache cache, App app, Optional<Memory> memory, Function<String, Fate> fates) {
    String target = app.spec().revision().hash();
    return Stream.concat(
                Stream.of(target, memory.map(m -> m.state().inService().hash()).orElse(target)),
                cache.all(Kind.Deployment).keySet().stream())
            .map(hash -> fates.apply(hash).port())
            .distinct()
            .count()
        == 1;
  }

  private static Routed routed(Cache cache, App app) {
    if (!app.spec().way().route()) {
      return Routed.NONE;
    }
    return cache
        .get(Kind.Route, Things.APP, Route.class)
        .map(
            r ->
                new Routed(
                    true,
                    true,
                    r.weights(),
                    r.observed() == r.generation() && r.problem().isEmpty(),
                    r.problem()))
        .orElse(new Routed(true, false, java.util.Map.of(), false, Optional.empty()));
  }

  private static Migration migration(
      Cache cache, App app, Optional<Memory> memory, Function<String, Fate> fates) {
    String hash = app.spec().revision().hash();
    if (fates.apply(hash).migration().isEmpty()) {
      return new Migration.Done();
    }
    Optional<Job> job = cache.get(Kind.Job, hash, Job.class);
    Optional<String> behind = behind(cache, hash);
    boolean runs = behind.isPresent() || job.filter(j -> !j.ended()).isPresent();
    Duration timeout = runs ? Fate.TIMEOUT.multipliedBy(2) : Fate.TIMEOUT;
    if (job.filter(Job::ended).isEmpty()) {
      return new Migration.Pending(timeout, behind);
    }
    return job.get().succeeded()
        ? new Migration.Done()
        : new Migration.Failed(
            Why.of(Reason.MigrationFailed, "job web-1 failed"),
            Optional.of(job.get().attempt()),
            timeout);
  }

  /** The Job of another revision that still runs. */
  static Optional<String> behind(Cache cache, String hash) {
    return cache.all(Kind.Job).entrySet().stream()
        .filter(e -> !e.getKey().equals(hash))
        .filter(e -> !((Job) e.getValue().thing().orElseThrow()).ended())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static List<Request> requests(Cache cache) {
    return cache.all(Kind.Action).values().stream()
        .sorted(Comparator.comparingLong(Store.Version::uid))
        .map(version -> (Action) version.thing().orElseThrow())
        .filter(action -> action.answer().isEmpty())
        .map(Action::request)
        .toList();
  }
}
