package dev.tideway.cli.dev;

import dev.tideway.cli.dev.Sources.Change;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is still to be done until the app that runs is the one that is saved. A step is owed until
 * it has succeeded, however many changes come in between; one that has failed waits for a change
 * that may have mended it.
 *
 * @param unbuilt what has changed since the last build that succeeded
 * @param failed those of {@code steps} that wait
 */
record Owed(Set<Step> steps, Set<Change> unbuilt, Set<Step> failed) {

  Owed {
    steps = Set.copyOf(steps);
    unbuilt = Set.copyOf(unbuilt);
    failed = Set.copyOf(failed);
  }

  /** Of an app that is built, and of a database that may be an empty one. */
  static Owed atFirst() {
    return new Owed(EnumSet.complementOf(EnumSet.of(Step.BUILD)), Set.of(), Set.of());
  }

  /** After something was saved. */
  Owed after(Set<Change> changes) {
    Set<Step> next = with(steps);
    Set<Step> waiting = with(failed);
    if (changes.contains(Change.ENVIRONMENT)) {
      next.addAll(EnumSet.of(Step.SETTINGS, Step.SERVERS, Step.START));
      // No variable mends what doesn't compile.
      waiting.retainAll(EnumSet.of(Step.BUILD));
    }
    Set<Change> built = EnumSet.noneOf(Change.class);
    built.addAll(unbuilt);
    if (!EnumSet.of(Change.ENVIRONMENT).containsAll(changes)) {
      built.addAll(changes);
      built.remove(Change.ENVIRONMENT);
      next.add(Step.BUILD);
      waiting.remove(Step.BUILD);
    }
    return new Owed(next, built, waiting);
  }

  /**
   * What to do now; empty when nothing can be done until the next change.
   *
   * @param databaseIsOurs nobody else's is migrated or seeded; what it would have got stays owed to
   *     ours
   */
  Optional<Step> next(boolean databaseIsOurs) {
    return Arrays.stream(Step.values())
        .filter(steps::contains)
        .filter(step -> databaseIsOurs || !step.isForOurDatabase())
        .filter(step -> !failed.contains(step))
        .filter(step -> step.needs().stream().noneMatch(failed::contains))
        .findFirst();
  }

  Owed done(Step step) {
    Set<Step> rest = with(steps);
    rest.remove(step);
    if (step != Step.BUILD) {
      return new Owed(rest, unbuilt, failed);
    }
    // Only now: migrations are run from what was built.
    if (unbuilt.contains(Change.DATABASE)) {
      rest.addAll(EnumSet.of(Step.MIGRATE, Step.SEED));
    }
    rest.add(Step.START);
    // Other classes may do what these couldn't.
    return new Owed(rest, Set.of(), Set.of());
  }

  Owed failed(Step step) {
    // The app does without samples; they are tried again when their file has changed.
    if (step == Step.SEED) {
      return done(step);
    }
    Set<Step> waiting = with(failed);
    waiting.add(step);
    return new Owed(steps, unbuilt, waiting);
  }

  private static Set<Step> with(Set<Step> steps) {
    Set<Step> copy = EnumSet.noneOf(Step.class);
    copy.addAll(steps);
    return copy;
  }
}
