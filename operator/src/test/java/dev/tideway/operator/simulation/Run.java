package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.simulation.Things.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One run from the first spec until everything is at rest. */
final class Run {
  private static final long LOOK = 20_000;
  // Far more than any rollout of a script can take once nobody disturbs it.
  private static final long LIMIT = 3_600_000;

  private final World world;
  private final People people;

  private Run(World world) {
    this.world = world;
    people = new People(world);
  }

  /**
   * How a run ended.
   *
   * @param breach the promise that was broken, if any was
   */
  record Outcome(Optional<Breach> breach, Tally tally) {}

  static Outcome of(Script script, Supplier<BiFunction<Snapshot, Instant, Plan>> planners) {
    return of(script, planners, Optional.empty());
  }

  static Outcome of(
      Script script,
      Supplier<BiFunction<Snapshot, Instant, Plan>> planners,
      Optional<List<String>> trace) {
    World world = new World(script, planners, trace);
    try {
      new Run(world).run();
      world.tally.run(world.writes());
      return new Outcome(Optional.empty(), world.tally);
    } catch (Breach breach) {
      world.note(() -> "!!!! " + breach.getMessage());
      world.tally.run(world.writes());
      return new Outcome(Optional.of(breach), world.tally);
    }
  }

  private void run() {
    world.apply(world.script.start());
    world.startOperator(10, 0);
    long end = 0;
    for (Item item : world.script.items()) {
      if (item instanceof Item.Timed timed) {
        people.schedule(timed);
        end = Math.max(end, timed.at());
      }
    }
    drive(end + 62_000);
    calmDown();
    staysSilent();
  }

  private void drive(long until) {
    while (world.agenda.step(until)) {
      // Each event asserts what it has to.
    }
  }

  /** Somebody attends to what waits for people, until there is nothing left to do. */
  private void calmDown() {
    long limit = world.agenda.now() + LIMIT;
    int calm = 0;
    while (calm < 3) {
      if (world.agenda.now() > limit) {
        throw new Breach(
            Promise.ComesToRest, "still " + world.state() + " because " + Rest.unrest(world));
      }
      attend();
      int writes = world.writes();
      drive(world.agenda.now() + LOOK);
      calm = Rest.unrest(world).isEmpty() && world.writes() == writes ? calm + 1 : 0;
    }
    int budget = Rest.budget(world);
    if (world.writes() > budget) {
      throw new Breach(Promise.FewWrites, world.writes() + " writes, and " + budget + " allowed");
    }
  }

  private void attend() {
    Optional<State.Underway> underway =
        world.state().filter(State.Underway.class::isInstance).map(State.Underway.class::cast);
    boolean asked =
        world.store.all(Kind.Action, Action.class).values().stream()
            .anyMatch(action -> action.answer().isEmpty());
    if (underway.isEmpty() || asked) {
      return;
    }
    Optional<Long> candidate = Optional.of(underway.get().rollout().candidate().number());
    if (underway.get().rollout().paused()) {
      people.ask(Request.Kind.Resume, candidate, 1, false);
    } else if (underway.get() instanceof State.Observing) {
      people.ask(Request.Kind.Promote, candidate, 1, false);
    }
  }

  /** However often everything is listed anew, and whoever leads: nothing is written. */
  private void staysSilent() {
    int writes = world.writes();
    Optional<Memory> memory = Sights.memory(world.app());
    for (int i = 0; i < 3; i++) {
      world.operators().forEach(o -> List.of(Kind.values()).forEach(o.cache()::list));
      drive(world.agenda.now() + LOOK);
    }
    world.startOperator(0, 0);
    drive(world.agenda.now() + LOOK);
    if (world.writes() != writes) {
      throw new Breach(Promise.SilentAtRest, (world.writes() - writes) + " writes at rest");
    }
    if (!Sights.memory(world.app()).equals(memory)) {
      throw new Breach(Promise.ComesToRest, "the state changed at rest");
    }
  }
}
