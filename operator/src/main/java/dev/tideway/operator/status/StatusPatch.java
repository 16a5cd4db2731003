package dev.tideway.operator.status;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/** A status on its way to the apiserver. */
final class StatusPatch {
  private StatusPatch() {}

  /**
   * Writes a status by server-side apply, if nobody has written the object since it was read.
   *
   * @param update has the status and nothing else
   * @throws io.fabric8.kubernetes.client.KubernetesClientException with code 409 if somebody has
   */
  static <R extends CustomResource<?, ?>> void apply(R read, R update, Context<R> context) {
    update.setMetadata(
        new ObjectMetaBuilder()
            .withName(read.getMetadata().getName())
            .withNamespace(read.getMetadata().getNamespace())
            // A second leader, or a pass on an old cache, meets a conflict here.
            .withResourceVersion(read.getMetadata().getResourceVersion())
            .build());
    R written =
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
  }
}
