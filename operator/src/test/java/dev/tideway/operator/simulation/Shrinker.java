package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Leaves out of a failing run whatever it fails without. */
final class Shrinker {
  private Shrinker() {}

  /**
   * @param kept indices of the items that the failure needs
   */
  record Shrunk(Script script, List<Integer> kept) {}

  static Shrunk shrink(Script script, Supplier<BiFunction<Snapshot, Instant, Plan>> planners) {
    List<Integer> kept =
        new ArrayList<>(IntStream.range(0, script.items().size()).boxed().toList());
    Optional<Promise> broken = promise(script, planners);
    for (int size = Math.max(1, kept.size() / 2); size >= 1; size /= 2) {
      for (int i = 0; i < kept.size(); ) {
        List<Integer> fewer = new ArrayList<>(kept);
        fewer.subList(i, Math.min(i + size, fewer.size())).clear();
        if (promise(script.keeping(fewer), planners).equals(broken)) {
          kept = fewer;
        } else {
          i += size;
        }
      }
    }
    return new Shrunk(script.keeping(kept), List.copyOf(kept));
  }

  private static Optional<Promise> promise(
      Script script, Supplier<BiFunction<Snapshot, Instant, Plan>> planners) {
    return Run.of(script, planners).breach().map(Breach::promise);
  }
}
