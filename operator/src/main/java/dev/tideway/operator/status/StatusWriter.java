package dev.tideway.operator.status;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;

/** Writes an app's status, and only when it says something new. */
public final class StatusWriter {
  private StatusWriter() {}

  /**
   * Writes a status by server-side apply, if nobody has written the app since it was read.
   *
   * @return whether a write was needed
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
            .withResourceVersion(read.getMetadata().getResourceVersion())
            .build());
    update.setStatus(status);
    PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(read, update, context);
    return true;
  }
}
