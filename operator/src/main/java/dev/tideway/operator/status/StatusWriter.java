package dev.tideway.operator.status;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentStatus;
import io.javaoperatorsdk.operator.api.reconciler.Context;

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
    update.setStatus(status);
    // The library's own way of writing a status would answer a conflict by writing the same old
    // decision once more, over the newer one.
    StatusPatch.apply(read, update, context);
    return true;
  }
}
