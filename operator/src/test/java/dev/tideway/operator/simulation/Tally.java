package dev.tideway.operator.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Counts what happened in runs. */
final class Tally {
  private final Map<String, Long> faults = new TreeMap<>();
  private final Map<String, Long> states = new TreeMap<>();
  private final Map<String, Long> transitions = new TreeMap<>();
  private long runs;
  private long writes;

  void fault(String kind) {
    faults.merge(kind, 1L, Long::sum);
  }

  void state(String before, String now) {
    states.merge(now, 1L, Long::sum);
    if (!before.equals(now)) {
      transitions.merge(before + " → " + now, 1L, Long::sum);
    }
  }

  void run(int written) {
    runs++;
    writes += written;
  }

  void add(Tally other) {
    other.faults.forEach((kind, n) -> faults.merge(kind, n, Long::sum));
    other.states.forEach((kind, n) -> states.merge(kind, n, Long::sum));
    other.transitions.forEach((kind, n) -> transitions.merge(kind, n, Long::sum));
    runs += other.runs;
    writes += other.writes;
  }

  long runs() {
    return runs;
  }

  long faults() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }

  Map<String, Long> states() {
    return states;
  }

  Map<String, Long> transitions() {
    return transitions;
  }

  String report(double seconds) {
    return "%d runs, %d faults, %d writes in %.1f s: %.0f runs/s%nfaults %s%npasses by state %s%n%d transitions %s%n"
        .formatted(
            runs,
            faults(),
            writes,
            seconds,
            runs / seconds,
            faults,
            states,
            transitions.size(),
            transitions);
  }
}
