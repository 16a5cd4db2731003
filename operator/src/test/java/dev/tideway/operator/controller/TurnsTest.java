package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** So many at once, and the others in order. */
class TurnsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final RevisionId OLD = new RevisionId("aaa", 1, "web:1");
  private static final RevisionId NEW = new RevisionId("bbb", 2, "web:2");
  private static final Rollout ROLLOUT = Rollout.of(Optional.of(OLD), NEW, 2);
  private static final State IDLE = new State.Idle(OLD);
  private static final State RUNS = new State.Scaling(ROLLOUT, 0, NOW);

  private final Turns turns = new Turns(1);

  @Test
  void oneRunsAndTheOthersWaitInOrder() {
    assertEquals("", ask("a", IDLE));
    turns.stands(app("a"), RUNS, false);
    assertEquals(
        "it is number 1 in the queue; 1 of at most 1 rollout is under way", ask("b", IDLE));
    turns.stands(app("b"), waits(1), false);
    turns.stands(app("c"), waits(2), false);
    assertEquals(
        "it is number 2 in the queue; 1 of at most 1 rollout is under way", ask("c", waits(2)));
    assertEquals("", ask("a", RUNS), "who runs goes on");
    turns.stands(app("a"), IDLE, false);
    assertEquals(
        "it is number 2 in the queue; 0 of at most 1 rollout is under way", ask("c", waits(2)));
    assertEquals("", ask("b", waits(1)));
    assertEquals(
        "it is number 1 in the queue; 1 of at most 1 rollout is under way",
        ask("c", waits(2)),
        "a turn is taken as it is given");
  }

  @Test
  void aTurnThatIsNotUsedGoesBack() {
    assertEquals("", ask("a", IDLE));
    turns.stands(app("a"), IDLE, false);
    assertEquals("", ask("b", IDLE));
  }

  @Test
  void whoIsGoneMakesRoom() {
    turns.stands(app("a"), RUNS, false);
    turns.forget(app("a"));
    assertEquals("", ask("b", IDLE));
  }

  @Test
  void aFirstDeployTakesNobodysTurn() {
    turns.stands(app("a"), new State.Rolling(Rollout.of(Optional.empty(), NEW, 2), 0, NOW), false);
    assertEquals("", ask("b", IDLE));
  }

  @Test
  void whoIsFrozenIsInNobodysWay() {
    turns.stands(app("a"), waits(1), true);
    assertEquals("", ask("b", waits(2)));
  }

  @Test
  void whoIsScaledToNothingTakesNobodysTurn() {
    turns.stands(app("a"), new State.Rolling(ROLLOUT.withTotal(0), 0, NOW), false);
    assertEquals("", ask("b", IDLE));
  }

  @Test
  void aNewLeaderCountsWhoIsUnderWay() {
    AppDeployment running = app("a");
    running.setStatus(
        Serialization.unmarshal(
            """
            stable: {revision: 1, hash: aaa, image: a}
            candidate: {revision: 2, hash: bbb, image: b, stage: Shifting,
              replicas: 2, stepDeadline: '2026-01-01T00:10:00Z'}
            """,
            AppDeploymentStatus.class));
    turns.begin(() -> Stream.of(running, app("b")));
    assertEquals(
        "it is number 1 in the queue; 1 of at most 1 rollout is under way", ask("b", IDLE));
  }

  @Test
  void withoutALimitNobodyWaits() {
    Turns any = new Turns(0);
    any.stands(app("a"), RUNS, false);
    assertEquals(Optional.empty(), any.of(app("b"), Optional.of(IDLE), false, NOW));
  }

  /** Two actions at the same moment, such as a Retry for each of two apps. */
  @Test
  void whoIsAskedForSomethingTakesItsTurnAtOnce() {
    AppDeployment calm = app("a");
    calm.setStatus(Serialization.unmarshal("observedGeneration: 2", AppDeploymentStatus.class));
    assertEquals(Optional.empty(), turns.of(calm, Optional.of(IDLE), true, NOW));
    assertEquals(
        "it is number 1 in the queue; 1 of at most 1 rollout is under way", ask("b", IDLE));
  }

  private String ask(String name, State state) {
    return turns
        .of(app(name), Optional.of(state), false, NOW)
        .map(Hold::why)
        .map(w -> w.message())
        .orElse("");
  }

  private static State waits(int second) {
    return new State.Waiting(ROLLOUT, NOW.plusSeconds(second));
  }

  private static AppDeployment app(String name) {
    AppDeployment app = new AppDeployment();
    app.getMetadata().setName(name);
    app.getMetadata().setNamespace("shop");
    app.getMetadata().setGeneration(2L);
    return app;
  }
}
