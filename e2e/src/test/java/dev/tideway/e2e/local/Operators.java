package dev.tideway.e2e.local;

import dev.tideway.cli.console.Failure;
import dev.tideway.cli.install.Installation;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.util.Objects;

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
    running.cluster().killContainer(container(pod).getContainerID());
  }

  /** Kills whoever holds the lease; its pod. */
  String killLeader() {
    String pod = leader();
    // Of one that has just come back, the apiserver may know the container that died before.
    Shop.await(() -> "a container of " + pod + " to kill", Shop.PATIENCE, () -> dies(pod));
    return pod;
  }

  private boolean dies(String pod) {
    try {
      kill(pod);
      return true;
    } catch (Failure noneOfThatId) {
      return false;
    }
  }

  /** The leader, ready to be killed without another look at the cluster. */
  Victim victim() {
    String pod = leader();
    String container = container(pod).getContainerID();
    return new Victim(pod, () -> running.cluster().killContainer(container));
  }

  /**
   * A pod that is to die.
   *
   * @param pod its name
   * @param death kills its program
   */
  record Victim(String pod, Runnable death) {
    void kill() {
      death.run();
    }
  }

  /** Puts a fresh pod in the place of a killed one, whose restarts the kubelet would delay. */
  void replace(String victim) {
    running
        .client()
        .pods()
        .inNamespace(Installation.NAMESPACE)
        .withName(victim)
        .withGracePeriod(0)
        .delete();
    Shop.await(
        () -> "two operators, and a leader that is one of them",
        Shop.PATIENCE,
        () -> isWhole() && !leader().equals(victim));
  }

  /** SIGTERM, as at every update of the operator. */
  void stop(String pod) {
    running.client().pods().inNamespace(Installation.NAMESPACE).withName(pod).delete();
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
    return container(pod).getRestartCount();
  }

  private ContainerStatus container(String pod) {
    return running
        .client()
        .pods()
        .inNamespace(Installation.NAMESPACE)
        .withName(pod)
        .require()
        .getStatus()
        .getContainerStatuses()
        .getFirst();
  }
}
