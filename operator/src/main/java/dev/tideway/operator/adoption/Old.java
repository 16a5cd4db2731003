package dev.tideway.operator.adoption;

import dev.tideway.crds.Adopt;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ran before an app, as it is now.
 *
 * @param wanted what the spec names
 * @param deployment its Deployment, while there is one
 * @param service its Service, while there is one
 * @param autoscaler its HorizontalPodAutoscaler, while there is one
 * @param services every Service that may lead to its pods; looked for before they go, not sooner
 */
public record Old(
    Adopt wanted,
    Optional<Deployment> deployment,
    Optional<Service> service,
    Optional<HorizontalPodAutoscaler> autoscaler,
    List<Service> services) {
  public Old {
    services = List.copyOf(services);
  }

  /** Whether an object belongs to the app already. */
  static boolean isOf(App app, HasMetadata object) {
    Map<String, String> labels = labels(object.getMetadata().getLabels());
    return Labels.MANAGER.equals(labels.get(Labels.MANAGED_BY))
        && app.name().equals(labels.get(Labels.APP));
  }

  /** The Service, while it isn't the app's. */
  public Optional<Service> foreignService(App app) {
    return service.filter(s -> !isOf(app, s));
  }

  /** Labels of the old pods. */
  public Map<String, String> podLabels() {
    return deployment
        .map(d -> labels(d.getSpec().getTemplate().getMetadata().getLabels()))
        .orElse(Map.of());
  }

  /** Whether nothing is left to be taken over. */
  boolean isGone(App app) {
    return deployment.isEmpty() && autoscaler.isEmpty() && foreignService(app).isEmpty();
  }

  /** The pods that the old Deployment has, or is about to have. */
  int pods() {
    return deployment
        .map(d -> Math.max(Optional.ofNullable(d.getSpec().getReplicas()).orElse(1), ready()))
        .orElse(0);
  }

  /** Pods of it that can serve. */
  int ready() {
    return deployment
        .map(Deployment::getStatus)
        .flatMap(status -> Optional.ofNullable(status.getReadyReplicas()))
        .orElse(0);
  }

  /** A Service of others by which callers still reach the old pods. */
  Optional<Service> otherService(App app) {
    return services.stream()
        .filter(s -> !isOf(app, s) && selects(s, podLabels()))
        // Somebody has written this one back: it is turned again.
        .filter(s -> !s.getMetadata().getName().equals(wanted.service()))
        .findFirst();
  }

  static boolean selects(Service s, Map<String, String> pods) {
    Map<String, String> selector = labels(s.getSpec().getSelector());
    return !selector.isEmpty() && pods.entrySet().containsAll(selector.entrySet());
  }

  /** The client leaves out what is empty. */
  static Map<String, String> labels(@Nullable Map<String, String> some) {
    return Stream.ofNullable(some).findFirst().orElse(Map.of());
  }
}
