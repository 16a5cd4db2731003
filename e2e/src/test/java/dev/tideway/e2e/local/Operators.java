package dev.tideway.e2e.local;

import dev.tideway.cli.console.Failure;
import dev.tideway.cli.install.Installation;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The replicas of the operator.
 *
 * @param running the cluster that they are on
 */
record Operators(Running running) {

  /** The pod that holds the lease. */
  String leader() {
    return Objects.requireNonNull(
        running
            .client()
            .leases()
            .inNamespace(Installation.NAMESPACE)
            .withName("tideway-operator")
            .require()
            .getSpec()
            .getHolderIdentity());
  }

  /** SIGKILL: no goodbye, no lease given back. */
  void kill(String pod) {
    running.cluster().killContainer(required(pod).getContainerID());
  }

  /**
   * Kills whoever holds the lease, and has a fresh pod made in its place: the kubelet delays the
   * restarts of one that is killed again and again.
   *
   * @return the pod that was killed
   */
  String killLeader() {
    List<String> killed = new ArrayList<>(1);
    // The lease may name one that is dead, and of one that has just come the apiserver may not know
    // a container yet.
    Shop.await(
        () -> "a leader to kill",
        Shop.PATIENCE,
        () -> Optional.of(leader()).filter(this::dies).map(killed::add).isPresent());
    pod(killed.getFirst()).withGracePeriod(0).delete();
    return killed.getFirst();
  }

  private boolean dies(String pod) {
    Optional<String> container =
        Optional.ofNullable(pod(pod).get())
            .flatMap(Operators::container)
            .map(c -> c.getContainerID());
    try {
      container.ifPresent(running.cluster()::killContainer);
      return container.isPresent();
    } catch (Failure itDiedBefore) {
      return false;
    }
  }

  /** Waits until there are two again, and a leader that is none of the killed. */
  void awaitWhole(Collection<String> killed) {
    Shop.await(
        () -> "two operators, and a leader that is one of them",
        Shop.PATIENCE,
        () -> isWhole() && !killed.contains(leader()));
  }

  /** SIGTERM, as at every update of the operator. */
  void stop(String pod) {
    pod(pod).delete();
  }

  private PodResource pod(String name) {
    return running.client().pods().inNamespace(Installation.NAMESPACE).withName(name);
  }

  private boolean isWhole() {
    return Objects.equals(
        2,
        running
            .client()
            .apps()
            .deployments()
            .inNamespace(Installation.NAMESPACE)
            .withName("tideway-operator")
            .require()
            .getStatus()
            .getReadyReplicas());
  }

  int restarts(String pod) {
    return required(pod).getRestartCount();
  }

  private ContainerStatus required(String pod) {
    return container(pod(pod).require()).orElseThrow();
  }

  private static Optional<ContainerStatus> container(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream().findFirst();
  }
}
