package dev.tideway.operator.apply;

import dev.tideway.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes to a real cluster. */
public final class KubernetesCluster implements Cluster {
  /** The one name under which all writes are made. */
  public static final String FIELD_MANAGER = Labels.MANAGER;

  // Another object of its name, which is none of ours to delete, counts as gone too.
  private static final Set<Integer> GONE =
      Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT);

  private final KubernetesClient client;

  public KubernetesCluster(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<HasMetadata> find(HasMetadata like) {
    return Optional.ofNullable(client.resource(like).get());
  }

  @Override
  public List<Service> services(String namespace) {
    return client.services().inNamespace(namespace).list().getItems();
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    return client.resource(desired).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  @Override
  public HasMetadata overwrite(HasMetadata desired) {
    PatchContext merge =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FIELD_MANAGER)
            .build();
    return client
        .resource(desired)
        .patch(merge, client.getKubernetesSerialization().asJson(desired));
  }

  @Override
  public HasMetadata patch(HasMetadata theirs, String operations) {
    PatchContext json =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager(FIELD_MANAGER)
            .build();
    return client.resource(theirs).patch(json, operations);
  }

  @Override
  public void delete(HasMetadata observed) {
    try {
      // By hand, since the client's own delete has no precondition on the uid.
      client.raw(path(observed), "DELETE", options(observed));
    } catch (KubernetesClientException e) {
      if (!GONE.contains(e.getCode())) {
        throw e;
      }
    }
  }

  private static DeleteOptions options(HasMetadata observed) {
    return new DeleteOptionsBuilder()
        .withPropagationPolicy(DeletionPropagation.BACKGROUND.toString())
        // Not on the resourceVersion as well: a status that changes is no reason to keep it.
        .withNewPreconditions(null, observed.getMetadata().getUid())
        .build();
  }

  private static String path(HasMetadata object) {
    String version = object.getApiVersion();
    return String.join(
        "/",
        version.contains("/") ? "/apis" : "/api",
        version,
        "namespaces",
        object.getMetadata().getNamespace(),
        object.getPlural(),
        object.getMetadata().getName());
  }
}
