package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.State.Waiting;
import dev.tideway.operator.domain.Traffic;
import java.time.Instant;

/** Decides what to do about an app. Pure: no client, no clock, no log. */
public final class Planner {
  // Far more than one pass can take: what comes next always waits for something to be seen.
  private static final int MOST_TRANSITIONS = 32;

  private Planner() {}

  /** The next thing to do about an app, given all that is known of it at {@code now}. */
  public static Plan plan(Snapshot s, Instant now) {
    Memory known =
        s.memory()
            // Whose status is lost may have pods: a restored backup, or an app that was orphaned.
            .orElseGet(() -> Memory.of(Start.first(s, now)));
    // First the spec, so that nobody promotes a candidate that it has replaced.
    Memory followed = Start.follow(s, known, now);
    return Outlook.plan(s, settle(s, Steering.answer(s, followed, now), now), now);
  }

  /** Which revisions requests reach as things stand, without a step further. */
  public static Traffic traffic(Snapshot s) {
    return s.memory().map(m -> Flow.of(s, m.state())).orElse(Traffic.BY_REPLICAS);
  }

  private static Memory settle(Snapshot s, Memory memory, Instant now) {
    Memory last = memory;
    for (int i = 0; i < MOST_TRANSITIONS; i++) {
      Memory followed = Start.follow(s, last, now);
      Memory next = followed.with(advance(s, followed, now));
      if (next.equals(last)) {
        return last;
      }
      last = next;
    }
    return last;
  }

  private static State advance(Snapshot s, Memory memory, Instant now) {
    return switch (Pauses.noted(s, memory.state(), now)) {
      case Idle i -> i;
      case Waiting w -> Start.go(s, w, now);
      case Preparing p -> Preparation.advance(s, p, now);
      case Rolling r -> Roller.advance(s, r, now);
      case Stepping st -> Stepper.advance(s, st, Start.asked(s, memory), now);
      case Aborted a -> Roller.advance(s, a);
    };
  }
}
