package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Limits;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Moves replicas between revisions within the limits of a rolling update, a few pods each pass.
 *
 * <p>The arithmetic is that of the Deployment controller between two ReplicaSets. Each result
 * depends on observed sizes alone, so that repeating a pass, or missing one, does no harm.
 */
final class Mover {
  private Mover() {}

  /**
   * The next sizes on the way to a world with {@code total} pods of {@code destination} and none of
   * any other revision.
   *
   * @param others every other revision that has a Deployment
   * @param refuge the one of them that serves for sure; it grows first when the app was scaled up
   *     and the destination's pods are not ready
   */
  static List<Target> towards(
      Capacity destination,
      List<Capacity> others,
      int total,
      Limits limits,
      Optional<RevisionId> refuge) {
    int before = wanted(others);
    List<Capacity> refilled =
        refuge.map(r -> refilled(destination, others, total, limits, r)).orElse(others);
    int wanted = destination.wanted() + wanted(refilled);
    List<Target> targets = new ArrayList<>();
    targets.add(fixed(destination.revision(), grown(destination, wanted, total, limits)));
    if (wanted(refilled) > before) {
      refilled.forEach(other -> targets.add(fixed(other.revision(), other.wanted())));
    } else {
      targets.addAll(shrunk(destination, others, wanted, total, limits));
    }
    return targets;
  }

  /** The others with as many more pods of the refuge as the app is short of its floor. */
  private static List<Capacity> refilled(
      Capacity destination, List<Capacity> others, int total, Limits limits, RevisionId refuge) {
    int floor = Math.max(0, total - limits.unavailable());
    int room = Math.max(0, total + limits.surge() - destination.wanted() - wanted(others));
    int missing = Math.max(0, floor - destination.serving() - wanted(others));
    int more = Math.min(room, missing);
    return others.stream()
        .map(other -> other.revision().sameAs(refuge) ? other.withMore(more) : other)
        .toList();
  }

  private static int wanted(List<Capacity> capacities) {
    return capacities.stream().mapToInt(Capacity::wanted).sum();
  }

  /**
   * The next sizes where pods of the destination can't serve beside the others: all others stay as
   * they are until the destination is complete, in excess of any surge.
   */
  static List<Target> beside(Capacity destination, List<Capacity> others, int total) {
    List<Target> targets = new ArrayList<>();
    targets.add(fixed(destination.revision(), total));
    others.forEach(other -> targets.add(fixed(other.revision(), other.wanted())));
    return targets;
  }

  private static int grown(Capacity destination, int wanted, int total, Limits limits) {
    int room = Math.max(0, total + limits.surge() - wanted);
    return Math.min(total, destination.wanted() + room);
  }

  private static List<Target> shrunk(
      Capacity destination, List<Capacity> others, int wanted, int total, Limits limits) {
    int floor = Math.max(0, total - limits.unavailable());
    int serving = destination.serving() + others.stream().mapToInt(Capacity::serving).sum();
    // Pods that are still starting count as if they never came: taking away as many others as
    // that would leave the app below its floor if they didn't.
    int removable = Math.max(0, wanted - floor - destination.missing());
    int spare = Math.max(0, serving - floor);

    List<Target> kept = new ArrayList<>();
    for (Capacity other : oldestFirst(others)) {
      int sick = Math.min(other.missing(), removable);
      int well = Math.min(other.serving(), Math.min(spare, removable - sick));
      removable -= sick + well;
      spare -= well;
      int rest = other.wanted() - sick - well;
      if (rest > 0) {
        kept.add(fixed(other.revision(), rest));
      }
    }
    return kept;
  }

  private static List<Capacity> oldestFirst(List<Capacity> others) {
    return others.stream()
        .sorted(
            Comparator.comparingLong((Capacity c) -> c.revision().number())
                .thenComparing(c -> c.revision().hash()))
        .toList();
  }

  private static Target fixed(RevisionId revision, int replicas) {
    return new Target(revision, new Size.Fixed(replicas));
  }
}
