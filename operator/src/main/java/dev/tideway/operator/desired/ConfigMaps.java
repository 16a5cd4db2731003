package dev.tideway.operator.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Optional;

/** The files of a revision. */
public final class ConfigMaps {
  private ConfigMaps() {}

  /** The ConfigMap that a revision's pods mount; none without files. */
  public static Optional<ConfigMap> build(App app, Revision revision) {
    return revision.files().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ConfigMapBuilder()
                .withMetadata(Meta.ofRevision(app, revision.id().hash()))
                .withData(revision.files())
                .build());
  }
}
