package dev.tideway.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.AppName;
import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Share;
import dev.tideway.operator.domain.Sight;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.domain.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each message names the object, the reason, and what to type next. */
class WordsTest {
  private static final RevisionId OLD = new RevisionId("aaa", 1, "web:1");
  private static final RevisionId NEW = new RevisionId("bbb", 2, "web:2");
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final Rolling ROLLING =
      new Rolling(Rollout.of(Optional.of(OLD), NEW, 3), 1, Instant.parse("2026-01-01T00:00:00Z"));
  private static final Optional<Problem> CRASH =
      Optional.of(
          new Problem(
              Reason.CrashLoopBackOff,
              "pod web-x",
              "exit 1",
              "kubectl logs -n shop web-x",
              Problem.Hope.None));

  @Test
  void atRest() {
    says(Reason.RolledOut, "revision 1 (web:1) serves with 3 pods", atRest(old(3, 3), 3));
    says(Reason.RolledOut, "revision 1 (web:1) serves with 1 pod", atRest(old(1, 1), 1));
    says(Reason.RolledOut, "revision 1 (web:1) is scaled to 0", atRest(old(0, 0), 0));
    says(Reason.WaitingForPods, "revision 1 (web:1) has 1 of 3 pods ready", atRest(old(3, 1), 3));
    says(
        Reason.CrashLoopBackOff,
        "revision 1 (web:1) has 1 of 3 pods ready. pod web-x: CrashLoopBackOff: exit 1. Next:"
            + " kubectl logs -n shop web-x",
        atRest(new Capacity(OLD, 3, 1, CRASH, 0, 0), 3));
  }

  @Test
  void whileRolling() {
    says(
        Reason.RollingUpdate,
        "revision 2 (web:2) has 1 of 3 pods ready; also serving: 2 of revision 1",
        Words.whileRolling(with(candidate(Optional.empty()), old(2, 2)), ROLLING));
    says(
        Reason.CrashLoopBackOff,
        "revision 2 (web:2) has 1 of 3 pods ready. pod web-x: CrashLoopBackOff: exit 1. Next:"
            + " kubectl logs -n shop web-x",
        Words.whileRolling(with(candidate(CRASH)), ROLLING));
  }

  @Test
  void overdue() {
    says(
        Reason.ProgressDeadlineExceeded,
        "revision 2 (web:2) has 1 of 3 pods ready, without progress for 10m"
            + " (spec.progressDeadline)",
        Words.overdue(with(candidate(Optional.empty())), ROLLING));
    says(
        Reason.CrashLoopBackOff,
        "revision 2 (web:2) has 1 of 3 pods ready, without progress for 10m"
            + " (spec.progressDeadline). pod web-x: CrashLoopBackOff: exit 1. Next: kubectl logs"
            + " -n shop web-x",
        Words.overdue(with(candidate(CRASH)), ROLLING));
  }

  @Test
  void givenUp() {
    says(
        Reason.ProgressDeadlineExceeded,
        "revision 2 (web:2) was given up: no more pods became ready for 1h30m"
            + " (spec.progressDeadline). revision 1 (web:1) serves. Next: correct the spec and"
            + " apply it.",
        Words.givenUp(candidate(Optional.empty()), OLD, Duration.ofMinutes(90)));
    says(
        Reason.CrashLoopBackOff,
        "revision 2 (web:2) was given up: pod web-x: CrashLoopBackOff: exit 1. revision 1 (web:1)"
            + " serves. Next: kubectl logs -n shop web-x; then correct the spec and apply it.",
        Words.givenUp(candidate(CRASH), OLD, DEADLINE));
  }

  private static void says(Reason reason, String text, Why why) {
    assertEquals(reason, why.reason());
    assertEquals(text, why.text());
  }

  private static Why atRest(Capacity current, int replicas) {
    return Words.atRest(current, new Size.Fixed(replicas), Optional.empty());
  }

  private static Snapshot with(Capacity... capacities) {
    return new Snapshot(
        new AppName("shop", "web"),
        new Wish(
            NEW,
            new Size.Fixed(3),
            new Strategy.RollingUpdate(),
            new Share.Pods(1),
            new Share.Pods(0),
            DEADLINE),
        Optional.of(Memory.of(ROLLING)),
        new Sight(
            List.of(capacities),
            true,
            false,
            true,
            Routed.NONE,
            new Migration.Done(),
            new Verdict.Passed(),
            List.of()),
        List.of(),
        Optional.empty());
  }

  private static Capacity old(int wanted, int available) {
    return new Capacity(OLD, wanted, available, Optional.empty(), 0, 0);
  }

  private static Capacity candidate(Optional<Problem> problem) {
    return new Capacity(NEW, 2, 1, problem, 0, 0);
  }
}
