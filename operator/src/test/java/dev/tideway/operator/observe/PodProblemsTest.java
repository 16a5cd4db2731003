package dev.tideway.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodProblemsTest {
  private static final AppDeploymentSpec SPEC =
      Serialization.unmarshal("---\n{image: a}", AppDeploymentSpec.class);
  private static final String APP = "name: app, restartCount: 0, ready: false, state: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {waiting: {reason: ErrImagePull, message: try again}}    | soon  pod web-1: ImagePullBackOff: try again > kubectl describe pod -n shop web-1
          {waiting: {reason: ImagePullBackOff, message: not found}} | fatal pod web-1: ImagePullBackOff: not found > kubectl describe pod -n shop web-1
          {waiting: {reason: InvalidImageName, message: bad name}} | fatal pod web-1: ImagePullBackOff: bad name > kubectl describe pod -n shop web-1
          {waiting: {reason: CreateContainerConfigError, message: no secret x}} | fatal pod web-1: InvalidConfiguration: no secret x > kubectl describe pod -n shop web-1
          {waiting: {reason: RunContainerError, message: no such file}} | fatal pod web-1: InvalidConfiguration: no such file > kubectl describe pod -n shop web-1
          {waiting: {reason: CrashLoopBackOff}}                    | fatal pod web-1: CrashLoopBackOff: container app exits, 0 restarts > kubectl logs -n shop web-1 -c app --previous
          {waiting: {reason: ContainerCreating}}                   |
          {running: {startedAt: x}}                                | wait  pod web-1: NotReady: container app runs but its health check has not succeeded > kubectl describe pod -n shop web-1
          {terminated: {exitCode: 1}}                              |
          """)
  void ofAContainer(String state, @Nullable String expected) {
    assertEquals(expected, words("containerStatuses: [{" + APP + state + "}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          containerStatuses: [{name: app, restartCount: 9, ready: true, state: {running: {}}}] |
          containerStatuses: [{name: app, restartCount: 2, ready: false, state: {terminated: {exitCode: 1}}}] |
          containerStatuses: [{name: app, restartCount: 3, ready: false, state: {terminated: {}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}] | fatal pod web-1: CrashLoopBackOff: container app exited with code 137 (OOMKilled), 3 restarts > kubectl logs -n shop web-1 -c app --previous
          initContainerStatuses: [{name: wait, restartCount: 0, ready: false, state: {running: {}}}] | wait  pod web-1: NotReady: container wait has not finished > kubectl describe pod -n shop web-1
          initContainerStatuses: [{name: wait, restartCount: 0, ready: true, state: {terminated: {exitCode: 0}}}] |
          conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: 0/3 nodes are available}] | wait  pod web-1: Unschedulable: 0/3 nodes are available > kubectl describe pod -n shop web-1
          conditions: [{type: PodScheduled, status: 'True'}] |
          """)
  void ofAPod(String status, @Nullable String expected) {
    assertEquals(expected, words(status));
  }

  @Test
  void whatWaitingCanNotMendComesFirst() {
    Pod starting = pod("web-1", "containerStatuses: [{" + APP + "{running: {}}}]");
    Pod broken =
        pod("web-2", "containerStatuses: [{" + APP + "{waiting: {reason: ImagePullBackOff}}}]");
    Pod alsoBroken =
        pod("web-3", "containerStatuses: [{" + APP + "{waiting: {reason: CrashLoopBackOff}}}]");
    assertEquals("pod web-2", subject(alsoBroken, starting, broken));
    assertEquals("pod web-2", subject(broken, alsoBroken, starting), "in whatever order");
  }

  @Test
  void aPodThatIsLeavingHasNone() {
    Pod leaving =
        pod("web-1", "containerStatuses: [{" + APP + "{waiting: {reason: CrashLoopBackOff}}}]");
    leaving.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    assertEquals(Optional.empty(), PodProblems.of(List.of(leaving)));
  }

  @Test
  void podsThatTheApiserverRefusesShowOnTheirDeployment() {
    Deployment deployment =
        Serialization.unmarshal(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web-abc, namespace: shop, labels: {tideway.dev/revision: abc}}
            spec: {replicas: 2}
            status:
              conditions: [{type: ReplicaFailure, status: 'True', message: exceeded quota}]
            """,
            Deployment.class);
    assertEquals(
        "soon  deployment web-abc: PodsRejected: exceeded quota > kubectl describe replicaset -n"
            + " shop -l tideway.dev/revision=abc",
        Snapshots.refusal(deployment).map(PodProblemsTest::words).orElse(""));
  }

  @Test
  void aPodThatStartsDoesNotHideAWarning() {
    Pod starting = pod("web-1", "containerStatuses: [{" + APP + "{running: {}}}]");
    Pod nowhere =
        pod(
            "web-2",
            "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message:"
                + " full}]");
    Pod soon = pod("web-3", "containerStatuses: [{" + APP + "{waiting: {reason: ErrImagePull}}}]");
    assertEquals("pod web-2", subject(starting, nowhere));
    assertEquals("pod web-3", subject(starting, nowhere, soon));
  }

  @Test
  void aPodThatStartsDoesNotHideThatOthersAreRefused() {
    Deployment deployment =
        Serialization.unmarshal(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web-abc, namespace: shop, labels: {tideway.dev/revision: abc}}
            spec: {replicas: 2, template: {spec: {containers: [{name: app, image: a}]}}}
            status:
              conditions: [{type: ReplicaFailure, status: 'True', message: exceeded quota}]
            """,
            Deployment.class);
    Pod starting = pod("web-1", "containerStatuses: [{" + APP + "{running: {}}}]");
    starting.getMetadata().setLabels(Map.of("tideway.dev/revision", "abc"));
    Observed observed = Observed.of(List.of(deployment, starting));
    App app = new App("web", "shop", "uid", true, SPEC);
    Snapshot snapshot =
        Snapshots.of(
            app,
            Revisions.of(app, Optional.empty(), observed),
            Optional.empty(),
            observed,
            Optional.empty(),
            new Verdict.Passed(),
            Set.of());
    assertEquals(
        Optional.of(Reason.PodsRejected),
        snapshot.capacities().getFirst().problem().map(Problem::reason));
  }

  private static String subject(Pod... pods) {
    return PodProblems.of(Arrays.asList(pods)).map(Problem::subject).orElse("");
  }

  private static @Nullable String words(String status) {
    return PodProblems.of(List.of(pod("web-1", status))).map(PodProblemsTest::words).orElse(null);
  }

  private static String words(Problem p) {
    String hope =
        switch (p.hope()) {
          case None -> "fatal ";
          case Seconds -> "soon  ";
          case Deadline -> "wait  ";
        };
    return hope + p.sentence() + " > " + p.next();
  }

  private static Pod pod(String name, String status) {
    return Serialization.unmarshal(
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop}, status: {%s}}"
            .formatted(name, status),
        Pod.class);
  }
}
