package dev.tideway.operator.freeze;

import dev.tideway.crds.RolloutFreeze;
import io.fabric8.kubernetes.client.utils.Serialization;

/** RolloutFreezes as users write them. */
public final class Written {
  private Written() {}

  /**
   * @param path namespace and name, such as {@code shop/weekend}
   * @param spec in YAML
   */
  public static RolloutFreeze freeze(String path, String spec) {
    String[] parts = path.split("/");
    return Serialization.unmarshal(
        """
        ---
        apiVersion: tideway.dev/v1
        kind: RolloutFreeze
        metadata: {name: %s, namespace: %s, generation: 1, annotations: {tideway.dev/requested-by: jane}}
        spec: %s
        """
            .formatted(parts[1], parts[0], spec),
        RolloutFreeze.class);
  }
}
