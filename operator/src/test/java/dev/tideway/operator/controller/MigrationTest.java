package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.RolloutAction;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A revision's Job, through whole passes. */
class MigrationTest {
  private static final String SPEC =
      "{image: '%s', migration: {args: [migrate], timeout: 5m}, config: {files: [{path: /etc/a,"
          + " content: x}]}}";

  private final Loop loop = new Loop(SPEC.formatted("a")).pass();

  @Test
  void aFirstDeployMigratesBeforeItHasPods() {
    assertEquals(List.of(), loop.cluster.deployments());
    assertEquals("Progressing", loop.phase());
    assertTrue(
        loop.cluster.get("ConfigMap", "web-" + loop.hash()).isPresent(), "the Job mounts it");
    ends("Complete");
    assertEquals(1, loop.pass().cluster.deployments().size());
    assertEquals("Ready", loop.settle().phase());
    loop.pass();
    assertEquals(List.of(), loop.cluster.writes(), "at rest");
  }

  @Test
  void aFirstDeployWhoseMigrationFailsSaysSoAndStays() {
    ends("Failed");
    assertEquals("Degraded", loop.pass().phase());
    assertTrue(why().contains("got no traffic: job web-"), why());
    assertTrue(why().contains("Next: kubectl logs -n shop job/web-"), why());
    assertEquals(List.of(), loop.cluster.deployments());
    loop.cluster.writes();
    loop.pass();
    assertEquals(List.of(), loop.cluster.writes(), "it is not tried again");
  }

  @Test
  void aFailedMigrationCostsTheStableRevisionNothing() {
    ends("Complete");
    loop.settle();
    String stable = loop.hash();
    loop.spec(SPEC.formatted("b")).pass();
    ends("Failed");
    assertEquals("Aborted", loop.pass().phase());
    assertEquals("web-" + stable, loop.cluster.deployments().getFirst().getMetadata().getName());
    assertTrue(loop.cluster.get("Job", job()).isPresent(), "its logs are there to be read");
  }

  @Test
  void aRevisionMigratesOnce() {
    ends("Complete");
    loop.settle();
    loop.spec(SPEC.formatted("b")).pass();
    ends("Complete");
    loop.settle();
    loop.spec(SPEC.formatted("a")).pass();
    assertEquals(2, loop.cluster.deployments().size(), "the old one has had its own");
  }

  @Test
  void aNewerSpecReplacesAMigrationThatFailed() {
    ends("Failed");
    loop.pass().spec(SPEC.formatted("b")).pass();
    assertTrue(loop.cluster.get("Job", job()).isPresent());
  }

  @Test
  void aRetryRunsAnotherJobWithAllItsTime() {
    ends("Failed");
    assertEquals("Degraded", loop.pass().phase());
    String first = attempt();
    loop.now = loop.now.plusSeconds(60);
    loop.cluster.reapply(
        Serialization.unmarshal(
            """
            metadata: {name: again, namespace: shop, uid: r, creationTimestamp: "2026-01-01T00:01:00Z"}
            spec: {app: web, action: Retry}
            """,
            RolloutAction.class));
    loop.pass().pass();
    assertNotEquals(first, attempt(), "the old one is gone");
    assertEquals("Progressing", loop.phase());
    loop.now = loop.now.plus(Duration.ofMinutes(12));
    assertEquals("Progressing", loop.pass().phase(), "longer than the progress deadline");
    ends("Complete");
    loop.pass();
    assertEquals("Ready", loop.settle().phase());
  }

  @Test
  void oneMigrationRunsAtATime() {
    ends("Complete");
    loop.settle();
    loop.spec(SPEC.formatted("b")).pass();
    String earlier = loop.hash();
    loop.spec(SPEC.formatted("c")).pass();
    assertTrue(loop.cluster.get("Job", job()).isEmpty());
    assertTrue(
        why().contains("waits for Job web-" + earlier + "-migrate, the migration of"), why());
    loop.pass();
    assertTrue(
        loop.cluster.get("ConfigMap", "web-" + earlier).isPresent(), "the running Job mounts it");
    ends("Failed", "web-" + earlier + "-migrate");
    loop.pass();
    assertTrue(loop.cluster.get("Job", job()).isPresent());
    ends("Complete");
    assertEquals("Ready", loop.settle().phase());
  }

  private @Nullable String attempt() {
    return loop.cluster
        .get("Job", job())
        .orElseThrow()
        .getMetadata()
        .getAnnotations()
        .get("tideway.dev/attempt");
  }

  private String job() {
    return "web-" + loop.hash() + "-migrate";
  }

  private String why() {
    return loop.status == null ? "" : String.valueOf(loop.status.why());
  }

  private void ends(String how) {
    ends(how, job());
  }

  private void ends(String how, String name) {
    Job job = (Job) loop.cluster.get("Job", name).orElseThrow();
    job.getMetadata().setCreationTimestamp(loop.now.toString());
    job.setStatus(
        new JobStatusBuilder()
            .withConditions(
                new JobConditionBuilder()
                    .withType(how)
                    .withStatus("True")
                    .withReason("BackoffLimitExceeded")
                    .build())
            .build());
  }
}
