package dev.tideway.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Answer;
import dev.tideway.operator.domain.AppName;
import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Share;
import dev.tideway.operator.domain.Sight;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.domain.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One moment of a rollout from revision 1 to revision 2 of an app with four pods, put together by
 * hand.
 */
final class Scene {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant LATER = NOW.plusSeconds(600);
  static final RevisionId STABLE = new RevisionId("aaa", 1, "web:1");
  static final RevisionId CANDIDATE = new RevisionId("bbb", 2, "web:2");
  static final Rollout ROLLOUT = Rollout.of(Optional.of(STABLE), CANDIDATE, 4);
  static final Problem CRASH =
      new Problem(
          Reason.CrashLoopBackOff, "pod web-x", "exit 1", "kubectl logs web-x", Problem.Hope.None);

  private RevisionId target = CANDIDATE;
  private Size size = new Size.Fixed(4);
  private Strategy strategy = canary(By.Route);
  private Capacity stable = new Capacity(STABLE, 4, 4, Optional.empty(), 4, 4);
  private Capacity candidate = Capacity.none(CANDIDATE);
  private Routed routed =
      new Routed(true, true, Map.of("aaa", 100, "bbb", 0), true, Optional.empty());
  private boolean named = true;
  private boolean shared;
  private Migration migration = new Migration.Done();
  private Verdict verdict = new Verdict.Passed();
  private Optional<Hold> hold = Optional.empty();
  private Memory memory = Memory.of(new State.Idle(STABLE));
  private final List<Request> requests = new ArrayList<>();

  static Strategy canary(By by) {
    return new Strategy.Stepped(
        List.of(
            Step.canary(10, Duration.ofMinutes(1), false), Step.canary(50, Duration.ZERO, true)),
        Duration.ZERO,
        by);
  }

  static Strategy blueGreen(By by) {
    return new Strategy.Stepped(
        List.of(new Step(0, 100, Duration.ZERO, true)), Duration.ofMinutes(10), by);
  }

  Scene in(State state) {
    memory = memory.with(state);
    return this;
  }

  Scene knows(Memory known) {
    memory = known;
    return this;
  }

  Scene asks(RevisionId revision) {
    target = revision;
    return this;
  }

  Scene asks(Size pods) {
    size = pods;
    return this;
  }

  Scene by(Strategy how) {
    strategy = how;
    return this;
  }

  /** Candidate pods: all of them seen by its own Service, none by the app's. */
  Scene candidate(int wanted, int ready) {
    return candidate(wanted, ready, ready, 0);
  }

  Scene candidate(int wanted, int ready, int reachable, int home) {
    candidate = new Capacity(CANDIDATE, wanted, ready, Optional.empty(), reachable, home);
    return this;
  }

  Scene stable(int wanted, int ready, int reachable, int home) {
    stable = new Capacity(STABLE, wanted, ready, Optional.empty(), reachable, home);
    return this;
  }

  Scene problem(Problem problem) {
    candidate =
        new Capacity(
            CANDIDATE,
            candidate.wanted(),
            candidate.available(),
            Optional.of(problem),
            candidate.reachable(),
            candidate.home());
    return this;
  }

  /** What the route says of the candidate, in percent. */
  Scene routed(int weight, boolean confirmed) {
    Map<String, Integer> weights =
        weight == 100 ? Map.of("bbb", 100) : Map.of("aaa", 100 - weight, "bbb", weight);
    routed = new Routed(true, true, weights, confirmed, Optional.empty());
    return this;
  }

  Scene routed(Routed says) {
    routed = says;
    return this;
  }

  /** The app's Service leads to the pods of every revision. */
  Scene shared() {
    shared = true;
    return this;
  }

  /** No revision has a Service of its own. */
  Scene unnamed() {
    named = false;
    return this;
  }

  Scene migration(Migration run) {
    migration = run;
    return this;
  }

  Scene verdict(Verdict says) {
    verdict = says;
    return this;
  }

  Scene frozen(boolean pausesRunning) {
    hold =
        Optional.of(
            new Hold(
                new Why(Reason.Frozen, "frozen by jane", "wait"),
                true,
                pausesRunning,
                Optional.of(LATER)));
    return this;
  }

  Scene queued() {
    hold =
        Optional.of(new Hold(Why.of(Reason.Queued, "number 2"), false, false, Optional.of(LATER)));
    return this;
  }

  Scene request(Request.Kind action, long revision, long toRevision, boolean override) {
    requests.add(
        new Request(
            "ra",
            "uid" + requests.size(),
            action,
            Optional.of(revision).filter(r -> r > 0),
            Optional.of(toRevision).filter(r -> r > 0),
            "jane",
            "",
            override));
    return this;
  }

  Plan plan() {
    return plan(NOW);
  }

  Plan plan(Instant now) {
    List<Capacity> capacities = new ArrayList<>(List.of(stable));
    if (candidate.wanted() > 0) {
      capacities.add(candidate);
    }
    return Planner.plan(
        new Snapshot(
            new AppName("shop", "web"),
            new Wish(
                target,
                size,
                strategy,
                new Share.Percent(25),
                new Share.Pods(0),
                Duration.ofMinutes(10)),
            Optional.of(memory),
            new Sight(
                capacities,
                true,
                named,
                shared,
                routed,
                migration,
                verdict,
                List.of(STABLE, CANDIDATE)),
            requests,
            hold),
        now);
  }

  /**
   * A plan in one line, such as {@code Scaling 1 0% | aaa=4 bbb=1 | home aaa route aaa:100 bbb:0}.
   */
  static String line(Plan plan) {
    String rollout =
        plan.state() instanceof State.Underway u
            ? " " + (u.rollout().step() + 1) + " " + u.rollout().weight() + "%"
            : "";
    String pods =
        plan.targets().stream()
            .map(t -> t.revision().hash() + "=" + text(t.size()))
            .collect(Collectors.joining(" "));
    String home = plan.traffic().home().map(RevisionId::hash).orElse("all");
    String route =
        plan.traffic()
            .split()
            .map(
                split ->
                    split.weights().entrySet().stream()
                        .map(e -> e.getKey() + ":" + e.getValue())
                        .collect(Collectors.joining(" ")))
            .orElse("app");
    return plan.state().stage() + rollout + " | " + pods + " | home " + home + " route " + route;
  }

  static void says(String line, Scene scene) {
    assertEquals(line, line(scene.plan()));
  }

  static void says(String line, Scene scene, String why) {
    assertEquals(line, line(scene.plan()), why);
  }

  static void says(String line, Scene scene, int seconds) {
    assertEquals(line, line(scene.plan(NOW.plusSeconds(seconds))));
  }

  /** A plan's first answer: {@code +} and what is done, or {@code -} and why not. */
  static String answer(Plan plan) {
    Answer answer = plan.next().answers().getFirst();
    return (answer.applied() ? "+ " : "- ") + answer.message();
  }

  private static String text(Size size) {
    return switch (size) {
      case Size.Fixed f -> String.valueOf(f.replicas());
      case Size.Autoscaled a -> a.min() + "-" + a.max();
    };
  }
}
