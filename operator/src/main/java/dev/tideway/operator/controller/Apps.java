package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.desired.App;

/** Reads an app out of its object. */
final class Apps {
  private Apps() {}

  static App of(AppDeployment resource) {
    return of(resource, true);
  }

  /** The app with children that nobody owns. */
  static App orphaning(AppDeployment resource) {
    return of(resource, false);
  }

  private static App of(AppDeployment resource, boolean owned) {
    return new App(
        resource.getMetadata().getName(),
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getUid(),
        owned,
        resource.getSpec());
  }
}
