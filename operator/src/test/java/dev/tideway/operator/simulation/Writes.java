package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Answer;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Split;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.simulation.Things.Action;
import dev.tideway.operator.simulation.Things.App;
import dev.tideway.operator.simulation.Things.Autoscaler;
import dev.tideway.operator.simulation.Things.Deployment;
import dev.tideway.operator.simulation.Things.Job;
import dev.tideway.operator.simulation.Things.Route;
import dev.tideway.operator.simulation.Things.Service;
import dev.tideway.operator.simulation.Things.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The requests that a plan comes to after its status was written, in the order of {@code
 * Reconciliation}: what is referred to before what refers to it, removals last.
 */
final class Writes {
  /**
   * One request.
   *
   * @param seen the version that its author has seen; nothing when there was none
   * @param locked whether it is refused when that version is no longer the newest
   * @param change of what is stored to what shall be; to nothing for a removal
   */
  record Write(
      Kind kind,
      String name,
      Optional<Store.Version> seen,
      boolean locked,
      Function<Optional<Thing>, Optional<Thing>> change) {}

  private final List<Write> writes = new ArrayList<>();
  private final Cache cache;
  private final Plan plan;
  private final App app;

  private Writes(Cache cache, App app, Plan plan) {
    this.cache = cache;
    this.app = app;
    this.plan = plan;
  }

  static List<Write> of(Cache cache, App app, Plan plan) {
    Writes w = new Writes(cache, app, plan);
    w.answers();
    w.record();
    w.job();
    plan.traffic()
        .services()
        .forEach(id -> w.put(Kind.Service, id.hash(), new Service(Optional.of(id.hash()))));
    plan.targets().forEach(w::target);
    w.put(Kind.Service, Things.APP, new Service(plan.traffic().home().map(home -> home.hash())));
    if (app.spec().way().route()) {
      w.route();
    }
    w.prune();
    return w.writes;
  }

  private void answers() {
    cache
        .all(Kind.Action)
        .forEach(
            (name, version) -> {
              Action action = (Action) version.thing().orElseThrow();
              Optional<Answer> answer =
                  plan.next().answers().stream()
                      .filter(a -> a.request().uid().equals(action.request().uid()))
                      .findFirst();
              if (action.answer().isEmpty() && answer.isPresent()) {
                add(
                    Kind.Action,
                    name,
                    now -> now.map(thing -> new Action(action.request(), answer)));
              }
            });
  }

  private void record() {
    String hash = app.spec().revision().hash();
    if (cache.version(Kind.Record, hash).isEmpty()) {
      add(Kind.Record, hash, now -> Optional.of(new Things.Record(app.spec().revision().number())));
    }
  }

  private void job() {
    if (plan.state() instanceof State.Preparing p) {
      String hash = p.rollout().candidate().hash();
      Optional<Job> job = cache.get(Kind.Job, hash, Job.class);
      boolean outdated =
          job.filter(j -> j.ended() && !j.succeeded() && !j.attempt().equals(p.since()))
              .isPresent();
      if ((outdated || job.isEmpty()) && Sights.behind(cache, hash).isEmpty()) {
        // One that is there already stays what it is, unless it has failed.
        add(
            Kind.Job,
            hash,
            now ->
                now.filter(thing -> thing instanceof Job j && (!j.ended() || j.succeeded()))
                    .or(() -> Optional.of(new Job(false, false, p.since()))));
      }
    }
  }

  private void target(Target target) {
    String hash = target.revision().hash();
    Optional<Deployment> known = cache.get(Kind.Deployment, hash, Deployment.class);
    if (isAutoscaled() && !(target.size() instanceof Size.Fixed f && f.replicas() == 0)) {
      put(
          Kind.Autoscaler,
          hash,
          switch (target.size()) {
            case Size.Fixed f -> new Autoscaler(f.replicas(), f.replicas());
            case Size.Autoscaled a -> new Autoscaler(a.min(), a.max());
          });
    }
    int wanted = target.size().total(known.map(Deployment::wanted).orElse(0));
    String restarted =
        plan.next()
            .restart()
            .filter(r -> r.hash().equals(hash))
            .map(r -> r.at().toString())
            .orElse("");
    if (known.filter(d -> d.wanted() == wanted && d.restarted().equals(restarted)).isEmpty()) {
      add(
          Kind.Deployment,
          hash,
          now ->
              Optional.of(
                  now.map(Deployment.class::cast)
                      .map(
                          d ->
                              new Deployment(
                                  wanted, d.observed(), d.available(), d.problem(), restarted))
                      .orElse(new Deployment(wanted, -1, 0, Optional.empty(), restarted))));
    }
  }

  private boolean isAutoscaled() {
    return app.spec().size() instanceof Size.Autoscaled;
  }

  private void route() {
    Map<String, Integer> weights = plan.traffic().split().map(Split::weights).orElse(Map.of());
    if (cache
        .get(Kind.Route, Things.APP, Route.class)
        .filter(r -> r.weights().equals(weights))
        .isEmpty()) {
      add(
          Kind.Route,
          Things.APP,
          now ->
              Optional.of(
                  now.map(Route.class::cast)
                      .map(
                          r ->
                              r.weights().equals(weights)
                                  ? r
                                  : new Route(
                                      weights, r.generation() + 1, r.observed(), Optional.empty()))
                      .orElse(new Route(weights, 1, 0, Optional.empty()))));
    }
  }

  private void prune() {
    cache.all(Kind.Deployment).keySet().stream()
        .filter(hash -> !isTarget(hash))
        .forEach(hash -> delete(Kind.Deployment, hash));
    cache.all(Kind.Service).keySet().stream()
        .filter(name -> !name.equals(Things.APP) && !isTarget(name))
        .filter(name -> plan.traffic().services().stream().noneMatch(id -> id.hash().equals(name)))
        .forEach(name -> delete(Kind.Service, name));
    cache.all(Kind.Autoscaler).keySet().stream()
        .filter(hash -> !isAutoscaled() || !isTarget(hash))
        .forEach(hash -> delete(Kind.Autoscaler, hash));
    if (!app.spec().way().route() && cache.version(Kind.Route, Things.APP).isPresent()) {
      delete(Kind.Route, Things.APP);
    }
  }

  private boolean isTarget(String hash) {
    return plan.targets().stream().anyMatch(t -> t.revision().hash().equals(hash));
  }

  private void put(Kind kind, String name, Thing wanted) {
    if (cache.version(kind, name).flatMap(Store.Version::thing).filter(wanted::equals).isEmpty()) {
      add(kind, name, now -> Optional.of(wanted));
    }
  }

  private void add(Kind kind, String name, Function<Optional<Thing>, Optional<Thing>> change) {
    writes.add(new Write(kind, name, cache.version(kind, name), false, change));
  }

  private void delete(Kind kind, String name) {
    writes.add(new Write(kind, name, cache.version(kind, name), false, now -> Optional.empty()));
  }
}
