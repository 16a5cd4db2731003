package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.apply.StalePassException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever stood still in the middle of a pass writes no more of it. */
class StalePassTest {
  private final Loop loop = new Loop("{image: a}").settle();
  private final HasMetadata deployment = loop.cluster.deployments().getFirst();

  @Test
  void whatWasSeenTooLongAgoIsNotActedOn() {
    Applier late = after(3);
    assertThrows(StalePassException.class, () -> late.delete(deployment));
    assertThrows(StalePassException.class, () -> late.patch(deployment, "[]"));
    loop.cluster.remove("Deployment", deployment.getMetadata().getName());
    assertThrows(
        StalePassException.class, () -> late.apply(List.of(deployment), loop.cluster.observe()));
    assertEquals(List.of(), loop.cluster.writes());
  }

  @Test
  void whatWasSeenJustNowIs() {
    after(1).delete(deployment);
    assertEquals(1, loop.cluster.writes().size());
  }

  private Applier after(int seconds) {
    return loop.applier.fenced(
        Clock.fixed(loop.now.plusSeconds(seconds), ZoneOffset.UTC), loop.now);
  }
}
