package dev.tideway.operator.apply;

import dev.tideway.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells what belongs to an app from what only has the same name. */
final class Ownership {
  private Ownership() {}

  /**
   * Whether both belong to the same app: by an owner reference, which stays when somebody takes the
   * labels away, or by labels, with which people hand an object over.
   */
  static boolean isShared(HasMetadata found, HasMetadata child) {
    return owners(found).stream().anyMatch(owners(child)::contains)
        || (Labels.MANAGER.equals(label(found, Labels.MANAGED_BY))
            && Objects.equals(label(found, Labels.APP), label(child, Labels.APP)));
  }

  private static List<String> owners(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getOwnerReferences()).stream()
        .flatMap(List::stream)
        .map(OwnerReference::getUid)
        .toList();
  }

  static String label(HasMetadata object, String name) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map((Map<String, String> labels) -> labels.get(name))
        .orElse("");
  }
}
