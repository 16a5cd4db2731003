package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.status.StateCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets so many rollouts run at once, and the others wait for their turn: who waits longest is next.
 */
public final class Turns {
  // Whoever waits looks again by itself: nobody tells it that another has ended.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final int most;
  private final Set<String> running = new HashSet<>();
  private final Map<String, Instant> waiting = new HashMap<>();
  private Supplier<Stream<AppDeployment>> all = Stream::empty;
  private boolean counted;

  /**
   * @param most rollouts that may run at once; 0 for any number
   */
  public Turns(int most) {
    this.most = most;
  }

  /**
   * Gives the means to look at every app.
   *
   * @param apps what the cache holds
   */
  synchronized void begin(Supplier<Stream<AppDeployment>> apps) {
    all = apps;
  }

  /** What keeps an app from starting; empty when its turn has come. */
  synchronized Optional<Hold> of(
      AppDeployment app, Optional<State> state, boolean asked, Instant now) {
    String key = key(app);
    if (most > 0 && !counted) {
      // A new leader knows who is under way before it lets the first one start.
      all.get().forEach(this::count);
      counted = true;
    }
    if (most == 0 || running.contains(key)) {
      return Optional.empty();
    }
    Optional<Instant> since =
        state.flatMap(
            s -> s instanceof State.Waiting w ? Optional.of(w.since()) : Optional.empty());
    since.ifPresent(at -> waiting.put(key, at));
    int before =
        (int)
            waiting.entrySet().stream()
                .filter(e -> !e.getKey().equals(key))
                .filter(e -> since.isEmpty() || isBefore(e, key, since.get()))
                .count();
    if (running.size() + before >= most) {
      return Optional.of(hold(before, now));
    }
    if (since.isPresent() || asked || hasNews(app)) {
      // Its place, before another worker gives it away; what the pass decides corrects it.
      running.add(key);
      waiting.remove(key);
    }
    return Optional.empty();
  }

  /** Whether the spec was changed since the last pass. */
  private static boolean hasNews(AppDeployment app) {
    return app.getStatus() == null
        || !Objects.equals(app.getStatus().observedGeneration(), app.getMetadata().getGeneration());
  }

  /**
   * Notes where an app stands after a pass.
   *
   * @param frozen whether a freeze keeps it from starting, so that it is in nobody's way
   */
  synchronized void stands(AppDeployment app, State state, boolean frozen) {
    note(key(app), state);
    if (frozen) {
      waiting.remove(key(app));
    }
  }

  private void note(String key, State state) {
    if (isUnderWay(state)) {
      running.add(key);
    } else {
      running.remove(key);
    }
    if (state instanceof State.Waiting w) {
      waiting.put(key, w.since());
    } else {
      waiting.remove(key);
    }
  }

  synchronized void forget(AppDeployment app) {
    running.remove(key(app));
    waiting.remove(key(app));
  }

  private void count(AppDeployment app) {
    StateCodec.read(app.getStatus()).ifPresent(memory -> note(key(app), memory.state()));
  }

  /**
   * A first deploy takes nobody's turn: there is nothing that it could harm. Nor does an app that
   * is scaled to 0, however long it stays so.
   */
  private static boolean isUnderWay(State state) {
    return state instanceof State.Underway u
        && !(u instanceof State.Waiting)
        && u.stable().isPresent()
        && u.rollout().total() > 0;
  }

  private static boolean isBefore(Map.Entry<String, Instant> other, String key, Instant since) {
    return Comparator.comparing(Map.Entry<String, Instant>::getValue)
            .thenComparing(Map.Entry::getKey)
            .compare(other, Map.entry(key, since))
        < 0;
  }

  private Hold hold(int before, Instant now) {
    Why why =
        Why.of(
            Reason.Queued,
            "it is number "
                + (before + 1)
                + " in the queue; "
                + running.size()
                + " of at most "
                + most
                + (most == 1 ? " rollout is" : " rollouts are")
                + " under way");
    return new Hold(why, false, false, Optional.of(now.plus(LOOK_AGAIN)));
  }

  private static String key(AppDeployment app) {
    return app.getMetadata().getNamespace() + "/" + app.getMetadata().getName();
  }
}
