package dev.tideway.operator.apply;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Writes to a real cluster. */
public final class KubernetesCluster implements Cluster {
  /** The one name under which all writes are made. */
  public static final String FIELD_MANAGER = "tideway";

  private final KubernetesClient client;

  public KubernetesCluster(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    return client.resource(desired).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  @Override
  public void delete(HasMetadata observed) {
    client.resource(observed).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
  }
}
