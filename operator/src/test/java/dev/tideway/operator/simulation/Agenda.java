package dev.tideway.operator.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when, in milliseconds since the start; what was put down first comes first. */
final class Agenda {
  private record Entry(long at, long order, Runnable event) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
  private long order;
  private long now;

  long now() {
    return now;
  }

  void in(long millis, Runnable event) {
    at(now + millis, event);
  }

  void at(long when, Runnable event) {
    entries.add(new Entry(Math.max(now, when), order++, event));
  }

  /** Lets the next event happen, if it is due by {@code end}. */
  boolean step(long end) {
    Entry next = entries.peek();
    if (next == null || next.at() > end) {
      now = Math.max(now, end);
      return false;
    }
    entries.remove();
    now = next.at();
    next.event().run();
    return true;
  }
}
