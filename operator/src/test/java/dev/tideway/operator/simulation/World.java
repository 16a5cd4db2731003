package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.simulation.Store.Version;
import dev.tideway.operator.simulation.Things.App;
import dev.tideway.operator.simulation.Things.Thing;
import dev.tideway.operator.simulation.Writes.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Everything there is in one run. */
final class World {
  final Agenda agenda = new Agenda();
  final Script script;
  final Chance chance;
  final Store store;
  final Controllers controllers;
  final Gateway gateway;
  final Oracle oracle;
  final Tally tally;

  private final Supplier<BiFunction<Snapshot, Instant, Plan>> planners;
  private final Map<Integer, Item.Broken> faults = new HashMap<>();
  private final Optional<List<String>> trace;
  private final List<Operator> operators = new ArrayList<>();
  private int requests;
  private int writes;
  private long skew;
  Optional<Item.Freeze> freeze = Optional.empty();
  boolean queued;
  boolean noData;
  boolean regressed;

  World(
      Script script,
      Supplier<BiFunction<Snapshot, Instant, Plan>> planners,
      Optional<List<String>> trace) {
    this.script = script;
    this.planners = planners;
    this.trace = trace;
    chance = new Chance(script.seed());
    store = new Store(agenda);
    controllers = new Controllers(store, agenda, chance, this::fate);
    tally = new Tally();
    oracle = new Oracle(this);
    gateway = new Gateway(store, agenda, chance, oracle::looks);
    script.items().stream()
        .filter(Item.Broken.class::isInstance)
        .map(Item.Broken.class::cast)
        .forEach(broken -> faults.put(broken.request(), broken));
  }

  Fate fate(String hash) {
    return script.fates().get(Sights.revision(hash).hash().equals(hash) ? number(hash) - 1 : 0);
  }

  private static int number(String hash) {
    return Integer.parseInt(hash, 1, hash.length(), 10);
  }

  /** The operators' clock; it may have jumped. */
  Instant clock() {
    return Sights.START.plusMillis(agenda.now() + skew);
  }

  void jump(long millis) {
    skew += millis;
    oracle.jumped();
  }

  App app() {
    return store.get(Kind.App, Things.APP, App.class).orElseThrow();
  }

  Optional<State> state() {
    return Sights.memory(app()).map(Memory::state);
  }

  void apply(Spec spec) {
    Optional<App> app = store.get(Kind.App, Things.APP, App.class);
    if (app.filter(a -> a.spec().equals(spec)).isEmpty()) {
      app.ifPresent(a -> oracle.applied(a.spec(), spec));
      store.put(
          Kind.App,
          Things.APP,
          new App(
              spec,
              app.map(a -> a.generation() + 1).orElse(1L),
              app.map(App::status).orElse(null)));
    }
  }

  Snapshot sight(Cache cache, App app, Instant now) {
    Optional<State> state = Sights.memory(app).map(Memory::state);
    Optional<Hold> hold =
        freeze
            .flatMap(
                f -> Sights.hold(f, now.plusMillis(Math.max(1, f.at() + f.lasts() - agenda.now()))))
            .or(() -> queued ? Sights.queue(state, now) : Optional.empty());
    return Sights.of(cache, app, hold, verdict(state), this::fate);
  }

  private Verdict verdict(Optional<State> state) {
    boolean worse =
        state
            .flatMap(State::candidate)
            .filter(c -> fate(c.hash()).regresses() && gateway.weight(c.hash()) > 0)
            .isPresent();
    if (worse || regressed) {
      return new Verdict.Regressed(Why.of(Reason.Regressed, "errors 9 %, at most 1 %"));
    }
    return noData ? new Verdict.Inconclusive("no samples") : new Verdict.Passed();
  }

  /** Starts an operator later, whose first lists are of a given age. */
  void startOperator(long in, long age) {
    agenda.in(
        in,
        () -> {
          operators.removeIf(operator -> !operator.isAlive());
          Operator next = new Operator(this, ++operatorsMade, age, planners.get());
          operators.add(next);
          note(() -> "operator " + operatorsMade + " starts");
          next.wake();
        });
  }

  private int operatorsMade;

  List<Operator> operators() {
    return List.copyOf(operators);
  }

  void wakeAll() {
    operators().forEach(Operator::wake);
  }

  long latency() {
    return chance.between(1, 15, "request", requests);
  }

  Optional<Item.Broken> nextFault() {
    Optional<Item.Broken> fault = Optional.ofNullable(faults.get(requests++));
    fault.ifPresent(f -> tally.fault(f.fault().name()));
    return fault;
  }

  int writes() {
    return writes;
  }

  /** What became of a write: empty when it was refused for being out of date. */
  Optional<Optional<Version>> commit(Write write, boolean deposed) {
    Optional<Version> current = store.version(write.kind(), write.name());
    writes++;
    if (write.locked() && !current.map(Version::number).equals(write.seen().map(Version::number))) {
      return Optional.empty();
    }
    Optional<Thing> before = current.flatMap(Version::thing);
    Optional<Thing> after = write.change().apply(before);
    if (after.isEmpty()) {
      if (write.seen().isEmpty()
          || current.isEmpty()
          || write.seen().get().uid() != current.get().uid()) {
        return Optional.of(Optional.empty());
      }
      store.delete(write.kind(), write.name(), write.seen().get().uid());
      oracle.written(write.kind(), write.name(), before, after, deposed);
      return Optional.of(Optional.empty());
    }
    Optional<Version> result =
        after.equals(before)
            ? current
            : Optional.of(store.put(write.kind(), write.name(), after.get()));
    oracle.written(write.kind(), write.name(), before, after, deposed);
    return Optional.of(result);
  }

  void note(Supplier<String> words) {
    trace.ifPresent(
        lines -> lines.add("%9.3f s  %s".formatted(agenda.now() / 1000.0, words.get())));
  }
}
