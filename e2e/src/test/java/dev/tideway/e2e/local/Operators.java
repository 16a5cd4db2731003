package dev.tideway.e2e.local;

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
