package dev.tideway.operator.traffic;

import dev.tideway.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;

/**
 * One of the two Services that somebody else's route names.
 *
 * @param exists whether it is there
 * @param hash of the revision whose pods it selects; empty for those of every revision
 */
record Slot(boolean exists, Optional<String> hash) {
  static Slot read(String name, Scene scene) {
    Optional<Service> service =
        scene.children().stream()
            .filter(Service.class::isInstance)
            .filter(child -> child.getMetadata().getName().equals(name))
            .map((HasMetadata child) -> (Service) child)
            .findFirst();
    return new Slot(
        service.isPresent(),
        service.map(s -> s.getSpec().getSelector()).map(selector -> selector.get(Labels.REVISION)));
  }
}
