package dev.tideway.operator.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.rollout.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whole rollouts with faults at every request. {@code mvn -pl operator -am test
 * -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.runs=100000} runs more
 * of them; {@code -Dsimulation.replay='SEED ITEM,ITEM'} shows one, as a failure prints it.
 */
class SimulationTest {
  private static final int RUNS = Integer.getInteger("simulation.runs", 3000);
  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final Supplier<BiFunction<Snapshot, Instant, Plan>> PLANNER = () -> Planner::plan;

  @Test
  void everyPromiseHoldsWhateverGoesWrong() {
    Tally tally = new Tally();
    long start = System.nanoTime();
    for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
      Script script = Scripts.of(seed);
      Run.Outcome outcome = Run.of(script, PLANNER);
      tally.add(outcome.tally());
      outcome.breach().ifPresent(breach -> fail(explain(script)));
    }
    System.err.print(tally.report((System.nanoTime() - start) / 1e9));
    assertEquals(stages(State.class), new TreeSet<>(tally.states().keySet()), "states visited");
    assertTrue(tally.faults() > RUNS, "faults were injected");
  }

  @Test
  void replay() {
    String[] words = System.getProperty("simulation.replay", "1").split(" ", -1);
    Script whole = Scripts.of(Long.parseLong(words[0]));
    Script script =
        words.length == 1
            ? whole
            : whole.keeping(
                Arrays.stream(words[1].split(",", -1))
                    .filter(word -> !word.isEmpty())
                    .map(Integer::valueOf)
                    .toList());
    List<String> trace = new ArrayList<>();
    Optional<Breach> breach = Run.of(script, PLANNER, Optional.of(trace)).breach();
    assertTrue(!trace.isEmpty(), "something happens");
    breach.ifPresent(b -> fail(String.join("\n", trace)));
  }

  /** The shortest script that still fails, how to run it again, and how it ends. */
  private static String explain(Script script) {
    Shrinker.Shrunk shrunk = Shrinker.shrink(script, PLANNER);
    List<String> trace = new ArrayList<>();
    Optional<Breach> breach = Run.of(shrunk.script(), PLANNER, Optional.of(trace)).breach();
    return breach.map(b -> b.promise() + ": " + b.getMessage()).orElse("")
        + "\nreplay: -Dsimulation.replay='"
        + script.seed()
        + " "
        + shrunk.kept().stream().map(String::valueOf).collect(Collectors.joining(","))
        + "'\n"
        + trace.stream().skip(Math.max(0, trace.size() - 40)).collect(Collectors.joining("\n"));
  }

  private static Set<String> stages(Class<?> state) {
    return (state.isSealed()
            ? Arrays.stream(state.getPermittedSubclasses()).flatMap(s -> stages(s).stream())
            : Stream.of(state.getSimpleName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
