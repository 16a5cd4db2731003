package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.DeletionPolicy;
import dev.tideway.operator.desired.App;

/** Reads an app out of its object. */
final class Apps {
  private Apps() {}

  static App of(AppDeployment resource) {
    return new App(
        resource.getMetadata().getName(),
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getUid(),
        // What is to outlive the app has no owner from the start: a foreground deletion takes owned
        // objects along at once, whatever finalizer the app has.
        resource.getSpec().deletionPolicy() != DeletionPolicy.Orphan,
        resource.getSpec());
  }
}
