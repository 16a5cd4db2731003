package dev.tideway.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.TrackMode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a spec that shape a pod. */
final class PodFields {
  private PodFields() {}

  /** As the user wrote them. */
  static Map<String, Object> written(AppDeploymentSpec spec) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("image", spec.image());
    fields.put("imagePullPolicy", spec.imagePullPolicy());
    fields.put("imagePullSecrets", spec.imagePullSecrets());
    fields.put("command", spec.command());
    fields.put("args", spec.args());
    fields.put("workingDir", spec.workingDir());
    fields.put("env", spec.env());
    fields.put("envFrom", spec.envFrom());
    fields.put("ports", spec.ports());
    fields.put("resources", spec.resources());
    fields.put("probes", spec.probes());
    fields.put("config", spec.config());
    fields.put("storage", mounts(spec));
    fields.put("identity", spec.identity());
    fields.put("placement", spec.placement());
    fields.put("podTemplate", spec.podTemplate());
    Map<String, Object> present = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return present;
  }

  /**
   * In one form for one meaning: whether a default was written out, by a person or by a newer
   * schema, tells nothing about the pods.
   */
  static JsonNode canonical(AppDeploymentSpec spec) {
    ObjectNode fields = (ObjectNode) Json.tree(written(spec));
    if (fields.path("ports").equals(Json.tree(List.of(App.DEFAULT_PORT)))) {
      fields.remove("ports");
    }
    if (fields.path("config") instanceof ObjectNode config) {
      untrack(config);
      dropEmpty(config);
    }
    if (fields.path("placement") instanceof ObjectNode placement) {
      drop(placement, "spread", "true");
      dropEmpty(placement);
    }
    dropEmpty(fields);
    return fields;
  }

  // What pods read live never restarts them, so neither does saying so.
  private static void untrack(ObjectNode config) {
    Iterator<JsonNode> tracked = config.path("track").iterator();
    while (tracked.hasNext()) {
      ObjectNode entry = (ObjectNode) tracked.next();
      if (entry.path("mode").asText().equals(TrackMode.Live.name())) {
        tracked.remove();
      }
      drop(entry, "mode", TrackMode.Restart.name());
    }
  }

  private static void drop(ObjectNode node, String field, String byDefault) {
    if (node.path(field).asText().equals(byDefault)) {
      node.remove(field);
    }
  }

  // Only here and not deep inside: an empty selector selects all, and none selects nothing.
  private static void dropEmpty(ObjectNode node) {
    node.properties().removeIf(e -> e.getValue().isContainerNode() && e.getValue().isEmpty());
  }

  // A claim may grow without a restart, so only what the pod sees of it counts.
  private static @Nullable List<List<String>> mounts(AppDeploymentSpec spec) {
    return spec.storage() == null
        ? null
        : spec.storage().stream().map(c -> List.of(c.name(), c.mountPath())).toList();
  }
}
