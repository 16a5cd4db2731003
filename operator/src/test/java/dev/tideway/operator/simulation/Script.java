package dev.tideway.operator.simulation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A run before it runs.
 *
 * @param seed decides the delays
 * @param start the spec at the start
 * @param fates of the revisions, in the order of their numbers
 * @param items what happens
 */
record Script(long seed, Spec start, List<Fate> fates, List<Item> items) {
  /** The same with some of its items only. */
  Script keeping(List<Integer> kept) {
    return new Script(
        seed,
        start,
        fates,
        IntStream.range(0, items.size()).filter(kept::contains).mapToObj(items::get).toList());
  }
}
