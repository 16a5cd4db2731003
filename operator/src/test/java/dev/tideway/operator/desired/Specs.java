package dev.tideway.operator.desired;

import dev.tideway.crds.AppDeploymentSpec;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Specs as tables write them. */
final class Specs {
  private Specs() {}

  static AppDeploymentSpec spec(String yaml) {
    return Serialization.unmarshal("---\n" + yaml, AppDeploymentSpec.class);
  }
}
