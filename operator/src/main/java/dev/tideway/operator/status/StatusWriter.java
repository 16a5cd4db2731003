package dev.tideway.operator.status;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/** Writes an app's status, and only when it says something new. */
public final class StatusWriter {
  private StatusWriter() {}

  /**
   * Writes a status by server-side apply, if nobody has written the app since it was read.
   *
   * @return whether a write was needed
   * @throws io.fabric8.kubernetes.client.KubernetesClientException with code 409 if somebody has
   */
  public static boolean write(
      AppDeployment read, AppDeploymentStatus status, Context<AppDeployment> context) {
    if (status.equals(read.getStatus())) {
      return false;
    }
    AppDeployment update = new AppDeployment();
    update.setMetadata(
        new ObjectMetaBuilder()
            .withName(read.getMetadata().getName())
            .withNamespace(read.getMetadata().getNamespace())
            // A second leader, or a pass on an old cache, meets a conflict here, before it acts.
            // The library's own way of writing a status would answer that conflict by writing the
            // same old decision once more, over the newer one.
            .withResourceVersion(read.getMetadata().getResourceVersion())
            .build());
    update.setStatus(status);
    AppDeployment written =
        context
            .getClient()
            .resource(update)
            .subresource("status")
            .patch(
                new PatchContext.Builder()
                    .withForce(true)
                    .withFieldManager(context.getControllerConfiguration().fieldManager())
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .build());
    context
        .eventSourceRetriever()
        .getControllerEventSource()
        .handleRecentResourceUpdate(ResourceID.fromResource(read), written, read);
    return true;
  }
}
