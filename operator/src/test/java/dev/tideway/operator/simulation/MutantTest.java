package dev.tideway.operator.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every mistake is caught: an oracle that lets one through proves nothing. */
class MutantTest {
  private static final long MOST_SEEDS = 4000;
  private static final Map<Mutant, String> CAUGHT = new EnumMap<>(Mutant.class);

  @ParameterizedTest
  @EnumSource
  void isCaught(Mutant mutant) {
    Optional<String> caught =
        LongStream.rangeClosed(1, MOST_SEEDS)
            .boxed()
            .flatMap(
                seed ->
                    Run.of(Scripts.of(seed), mutant::planner).breach().stream()
                        .map(breach -> breach.promise() + " with seed " + seed))
            .findFirst();
    assertTrue(caught.isPresent(), mutant + " broke no promise");
    CAUGHT.put(mutant, caught.get());
  }

  @AfterAll
  static void report() {
    CAUGHT.forEach((mutant, by) -> System.err.println(mutant + ": " + by));
  }
}
