package dev.tideway.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideway.operator.observe.Informers;
import dev.tideway.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the cluster say what is desired, with no write where it says so already. */
public final class Applier {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Cluster cluster;
  private final Informers caches;
  // What the apiserver made of our last write, by uid. Where a webhook rewrites a field of ours we
  // would otherwise write for ever.
  private final Map<String, Settled> settled = new ConcurrentHashMap<>();

  private record Settled(JsonNode desired, JsonNode result) {}

  public Applier(Cluster cluster, Informers caches) {
    this.cluster = cluster;
    this.caches = caches;
  }

  /** Creates, and repairs, what differs. */
  public void apply(List<? extends HasMetadata> desired, Observed observed) {
    for (HasMetadata object : desired) {
      Stamp.put(object);
      Optional<HasMetadata> current = observed.find(object);
      if (current.isEmpty() || differs(current.get(), object)) {
        write(object, current);
      }
    }
  }

  /** Deletes what the spec no longer asks for. Data and the records of revisions are kept. */
  public void prune(List<? extends HasMetadata> desired, Observed observed) {
    for (HasMetadata object : observed.children()) {
      boolean kept =
          object instanceof PersistentVolumeClaim || object instanceof ControllerRevision;
      if (!kept && !contains(desired, object)) {
        delete(object);
      }
    }
  }

  /** Deletes one object, unless that is under way. */
  public void delete(HasMetadata object) {
    if (object.getMetadata().getDeletionTimestamp() == null) {
      cluster.delete(object);
      settled.remove(object.getMetadata().getUid());
    }
  }

  private void write(HasMetadata object, Optional<HasMetadata> current) {
    HasMetadata result = cluster.apply(object);
    settled.put(result.getMetadata().getUid(), new Settled(tree(object), owned(result)));
    result.getMetadata().setManagedFields(null);
    caches.wrote(result, current);
  }

  private boolean differs(HasMetadata current, HasMetadata desired) {
    JsonNode wanted = tree(desired);
    if (Drift.covers(tree(current), wanted)) {
      return false;
    }
    Settled last = settled.get(current.getMetadata().getUid());
    return last == null || !last.desired().equals(wanted) || !last.result().equals(owned(current));
  }

  private static boolean contains(List<? extends HasMetadata> desired, HasMetadata object) {
    return desired.stream()
        .anyMatch(
            d ->
                d.getKind().equals(object.getKind())
                    && d.getMetadata().getName().equals(object.getMetadata().getName()));
  }

  /** An object without what the apiserver counts and reports. */
  private static JsonNode owned(HasMetadata object) {
    ObjectNode tree = (ObjectNode) tree(object);
    tree.remove("status");
    ((ObjectNode) tree.path("metadata"))
        .remove(List.of("resourceVersion", "generation", "managedFields"));
    return tree;
  }

  private static JsonNode tree(HasMetadata object) {
    return JSON.valueToTree(object);
  }
}
