package dev.tideway.operator.simulation;

import dev.tideway.operator.simulation.Store.Version;
import dev.tideway.operator.simulation.Things.Autoscaler;
import dev.tideway.operator.simulation.Things.Deployment;
import dev.tideway.operator.simulation.Things.Job;
import dev.tideway.operator.simulation.Things.Service;
import dev.tideway.operator.simulation.Things.Slice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What a cluster does by itself, some time after somebody has written. */
final class Controllers implements Store.Watcher {
  private final Map<String, Pods> pods = new TreeMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Set<String> due = new HashSet<>();
  private final Store store;
  private final Agenda agenda;
  private final Chance chance;
  private final Function<String, Fate> fates;
  private long turn;
  private int load;

  Controllers(Store store, Agenda agenda, Chance chance, Function<String, Fate> fates) {
    this.store = store;
    this.agenda = agenda;
    this.chance = chance;
    this.fates = fates;
    store.watch(this);
  }

  Pods pods(String hash) {
    return pods.computeIfAbsent(
        hash, h -> new Pods(agenda, chance, h, fates.apply(h), () -> podsChanged(h)));
  }

  /** Whether pods of any revision have died by themselves a moment ago. */
  boolean haveDied() {
    return pods.values().stream().anyMatch(Pods::isExcused);
  }

  void load(int wish) {
    load = wish;
    store.all(Kind.Autoscaler, Autoscaler.class).keySet().forEach(this::scaleSoon);
  }

  @Override
  public void changed(Kind kind, String name, Version version) {
    switch (kind) {
      case Deployment -> {
        int wanted = version.thing().map(Deployment.class::cast).map(Deployment::wanted).orElse(0);
        pods(name).resize(wanted);
        scaleSoon(name);
      }
      case Autoscaler -> scaleSoon(name);
      case Service -> slicesSoon();
      case Job ->
          version
              .thing()
              .map(Job.class::cast)
              .filter(job -> !job.ended())
              .ifPresent(job -> runs(name));
      default -> {}
    }
  }

  private void podsChanged(String hash) {
    soon("deployment " + hash, 1, 200, () -> report(hash));
    slicesSoon();
  }

  private void slicesSoon() {
    soon("slices", 1, 400, this::slices);
  }

  private void scaleSoon(String hash) {
    soon("autoscaler " + hash, 50, 3000, () -> scale(hash));
  }

  /** Once, however often it is asked for meanwhile. */
  private void soon(String what, long least, long most, Runnable event) {
    if (due.add(what)) {
      agenda.in(
          chance.between(least, most, what, turn++),
          () -> {
            due.remove(what);
            event.run();
          });
    }
  }

  private void report(String hash) {
    store
        .get(Kind.Deployment, hash, Deployment.class)
        .ifPresent(
            d -> {
              Deployment seen =
                  new Deployment(
                      d.wanted(),
                      d.wanted(),
                      pods(hash).ready(),
                      pods(hash).problem(),
                      d.restarted());
              if (!seen.equals(d)) {
                store.put(Kind.Deployment, hash, seen);
              }
            });
  }

  private void slices() {
    store
        .all(Kind.Service, Service.class)
        .forEach(
            (name, service) -> {
              Map<String, Integer> ready = new TreeMap<>();
              pods.forEach(
                  (hash, p) -> {
                    if (p.ready() > 0 && service.selects().filter(s -> !s.equals(hash)).isEmpty()) {
                      ready.put(hash, p.ready());
                    }
                  });
              Slice slice = new Slice(ready);
              if (!store.get(Kind.Slice, name, Slice.class).equals(Optional.of(slice))) {
                store.put(Kind.Slice, name, slice);
              }
            });
    store
        .all(Kind.Slice, Slice.class)
        .keySet()
        .forEach(
            name -> {
              if (store.version(Kind.Service, name).isEmpty()) {
                store
                    .version(Kind.Slice, name)
                    .ifPresent(v -> store.delete(Kind.Slice, name, v.uid()));
              }
            });
  }

  private void scale(String hash) {
    Optional<Autoscaler> scaler = store.get(Kind.Autoscaler, hash, Autoscaler.class);
    Optional<Deployment> deployment = store.get(Kind.Deployment, hash, Deployment.class);
    if (scaler.isPresent() && deployment.filter(d -> d.wanted() > 0).isPresent()) {
      int size = Math.clamp(load, scaler.get().min(), scaler.get().max());
      if (size != deployment.get().wanted()) {
        store.put(Kind.Deployment, hash, deployment.get().sized(size));
      }
    }
  }

  private void runs(String hash) {
    int attempt = attempts.merge(hash, 1, Integer::sum);
    Fate.Migrates fate = fates.apply(hash).migration().orElse(Fate.Migrates.Well);
    boolean well = fate == Fate.Migrates.Well || (fate == Fate.Migrates.BadlyOnce && attempt > 1);
    long takes =
        fate == Fate.Migrates.Forever
            ? Fate.TIMEOUT.toMillis()
            : chance.between(100, 8000, "job " + hash, attempt);
    agenda.in(takes, () -> ends(hash, well));
  }

  private void ends(String hash, boolean well) {
    store
        .get(Kind.Job, hash, Job.class)
        .ifPresent(job -> store.put(Kind.Job, hash, new Job(true, well, job.attempt())));
  }
}
