package dev.tideway.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one write that turns a Service to the app's pods, and the one that turns it back. Both are
 * JSON patches that fail when somebody has written the Service since it was seen.
 */
public final class Handover {
  private static final String OURS = "tideway.dev/";

  private Handover() {}

  /**
   * Makes a Service the app's.
   *
   * @param own the app's own Service
   * @param known the Service as it was seen
   */
  public static String take(App app, Service own, Service known) {
    Service then = AdoptedServices.build(app, own, known);
    Map<String, String> labels = copy(known.getMetadata().getLabels());
    Map<String, String> annotations = copy(known.getMetadata().getAnnotations());
    // Taken once more, it says already where it led at first.
    annotations.putIfAbsent(
        Labels.BEFORE,
        Json.text(
            Map.of(
                "labels", labels,
                "selector", known.getSpec().getSelector(),
                "ports", known.getSpec().getPorts())));
    labels.putAll(then.getMetadata().getLabels());
    return patch(
        known.getMetadata(),
        Map.of(
            "/metadata/labels",
            labels,
            "/metadata/annotations",
            annotations,
            "/spec/selector",
            then.getSpec().getSelector(),
            "/spec/ports",
            then.getSpec().getPorts().stream().map(p -> as(p, known)).toList()));
  }

  /**
   * Makes a Service what it was before; empty where that isn't known, or would lead elsewhere.
   *
   * @param known the Service as it was seen
   * @param pods labels of the pods that it is to lead to
   */
  public static Optional<String> giveBack(App app, Service known, Map<String, String> pods) {
    Map<String, String> annotations = copy(known.getMetadata().getAnnotations());
    Optional<JsonNode> before =
        Optional.ofNullable(annotations.get(Labels.BEFORE))
            .flatMap(Json::read)
            .filter(b -> b.path("ports").isArray() && leads(b.path("selector"), pods));
    annotations.keySet().removeIf(key -> key.startsWith(OURS));
    return before.map(
        b ->
            patch(
                known.getMetadata(),
                Map.of(
                    "/metadata/labels", b.path("labels"),
                    "/metadata/annotations", annotations,
                    "/metadata/ownerReferences", withoutUs(app, known.getMetadata()),
                    "/spec/selector", b.path("selector"),
                    "/spec/ports", b.path("ports"))));
  }

  private static boolean leads(JsonNode selector, Map<String, String> pods) {
    return !selector.isEmpty()
        && selector.properties().stream()
            .allMatch(e -> e.getValue().asText().equals(pods.get(e.getKey())));
  }

  private static List<OwnerReference> withoutUs(App app, ObjectMeta meta) {
    return Stream.ofNullable(meta.getOwnerReferences())
        .flatMap(List::stream)
        .filter(owner -> !owner.getUid().equals(app.uid()))
        .toList();
  }

  private static String patch(ObjectMeta seen, Map<String, Object> values) {
    Map<String, Object> all = new TreeMap<>(values);
    all.put("/metadata/resourceVersion", seen.getResourceVersion());
    // What is there is replaced as a whole: a selector with an old label left selects nothing.
    return Json.text(
        all.entrySet().stream()
            .map(e -> Map.of("op", "add", "path", e.getKey(), "value", e.getValue()))
            .toList());
  }

  /** A port with what only its Service knows, such as the number on the nodes. */
  private static ServicePort as(ServicePort port, Service known) {
    return AdoptedServices.find(known, port)
        .map(old -> new ServicePortBuilder(old).withTargetPort(port.getTargetPort()).build())
        .orElse(port);
  }

  private static Map<String, String> copy(@Nullable Map<String, String> some) {
    return new TreeMap<>(Optional.ofNullable(some).orElse(Map.of()));
  }
}
