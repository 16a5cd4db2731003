package dev.tideway.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.observe.Caches;
import dev.tideway.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Makes the cluster say what is desired, with no write where it says so already. */
public final class Applier {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Cluster cluster;
  private final Caches caches;
  // What the apiserver made of our last write, by uid. Where a webhook rewrites a field of ours we
  // would otherwise write for ever.
  private final Map<String, Settled> settled;

  /** Checksums, since there is one for every child of every app. */
  private record Settled(String desired, String result) {}

  public Applier(Cluster cluster, Caches caches) {
    this(cluster, caches, new ConcurrentHashMap<>());
  }

  private Applier(Cluster cluster, Caches caches, Map<String, Settled> settled) {
    this.cluster = cluster;
    this.caches = caches;
    this.settled = settled;
  }

  /**
   * The same for one pass: a write that comes too long after it looked fails with a {@link
   * StalePassException}.
   *
   * @param seen when the pass looked
   */
  public Applier fenced(Clock clock, Instant seen) {
    return new Applier(new FencedCluster(cluster, clock, seen), caches, settled);
  }

  /**
   * Creates, and repairs, what differs. A child that is refused holds up no other.
   *
   * @return the first that was refused
   */
  public Optional<Refusal> apply(List<? extends HasMetadata> desired, Observed observed) {
    Optional<Refusal> first = Optional.empty();
    for (HasMetadata object : desired) {
      Stamp.put(object);
      Optional<HasMetadata> current = observed.find(object);
      if (current.isEmpty() || differs(current.get(), object)) {
        Optional<Refusal> refusal = write(object, current);
        first = first.or(() -> refusal);
      }
    }
    return first;
  }

  /**
   * Changes single values of an object that others own.
   *
   * @param operations a JSON patch that fails when the object is no longer as it was seen
   */
  public Optional<Refusal> patch(HasMetadata theirs, String operations) {
    try {
      HasMetadata result = cluster.patch(theirs, operations);
      result.getMetadata().setManagedFields(null);
      caches.wrote(result, Optional.of(theirs));
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (e.getCode() == Refusal.UNPROCESSABLE && hasChanged(theirs)) {
        // What was to be patched may be gone: look again, and say nothing.
        throw e;
      }
      return Optional.of(Refusal.of(theirs, e).orElseThrow(() -> e));
    }
  }

  private boolean hasChanged(HasMetadata seen) {
    String version = seen.getMetadata().getResourceVersion();
    return cluster
        .find(seen)
        .filter(now -> now.getMetadata().getResourceVersion().equals(version))
        .isEmpty();
  }

  /**
   * Deletes what the spec no longer asks for. Data and the records of revisions are kept.
   *
   * @param removable what may go
   */
  public void prune(
      List<? extends HasMetadata> desired, Observed observed, Predicate<HasMetadata> removable) {
    for (HasMetadata object : observed.children()) {
      boolean kept =
          object instanceof PersistentVolumeClaim || object instanceof ControllerRevision;
      if (!kept && !contains(desired, object) && removable.test(object)) {
        delete(object);
      }
    }
  }

  /** What has the kind and the name of an object, whosever it is; costs a read. */
  @SuppressWarnings("unchecked") // an object of the same kind has the same type
  public <T extends HasMetadata> Optional<T> find(T like) {
    return cluster.find(like).map(found -> (T) found);
  }

  /** Every Service of a namespace, whosever it is; costs a read. */
  public List<Service> services(String namespace) {
    return cluster.services(namespace);
  }

  /** Deletes one object, unless that is under way. */
  public void delete(HasMetadata object) {
    if (object.getMetadata().getDeletionTimestamp() == null) {
      cluster.delete(object);
      caches.removed(object);
      settled.remove(object.getMetadata().getUid());
    }
  }

  /** Forgets an app that is gone. */
  public void forget(Observed observed) {
    observed.children().forEach(child -> settled.remove(child.getMetadata().getUid()));
  }

  private Optional<Refusal> write(HasMetadata object, Optional<HasMetadata> current) {
    if (!caches.watches(object)) {
      return Optional.of(Refusal.unknownKind(object));
    }
    try {
      Optional<HasMetadata> theirs = current.isPresent() ? Optional.empty() : stranger(object);
      if (theirs.isPresent()) {
        return Optional.of(Refusal.notOurs(object, theirs.get()));
      }
      HasMetadata result = current.isPresent() ? repair(object) : cluster.apply(object);
      settled.put(
          result.getMetadata().getUid(), new Settled(Stamp.of(tree(object)), owned(result)));
      result.getMetadata().setManagedFields(null);
      caches.wrote(result, current);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(Refusal.of(object, e).orElseThrow(() -> e));
    }
  }

  // Who changes the key of a list's item, such as the number of a port, owns that item: an apply
  // puts ours beside it, and the two clash.
  private HasMetadata repair(HasMetadata object) {
    try {
      HasMetadata result = cluster.apply(object);
      return keepsOldPorts(result, object) ? cluster.overwrite(object) : result;
    } catch (KubernetesClientException e) {
      if (e.getCode() == Refusal.UNPROCESSABLE) {
        return cluster.overwrite(object);
      }
      throw e;
    }
  }

  // Whoever wrote a Service before it was taken over owns its ports, too: they stay when the app
  // gives them up.
  private static boolean keepsOldPorts(HasMetadata result, HasMetadata desired) {
    return result instanceof Service now
        && desired instanceof Service wanted
        && "true".equals(Ownership.label(wanted, Labels.ADOPTED))
        && now.getSpec().getPorts().size() > wanted.getSpec().getPorts().size();
  }

  /**
   * Somebody else's object of the name that a child is to get: a forced apply would take it over.
   * The name of what belongs to a revision has its hash, which nobody else comes by.
   */
  private Optional<HasMetadata> stranger(HasMetadata object) {
    return Observed.revisionOf(object).isEmpty()
        ? cluster.find(object).filter(found -> !Ownership.isShared(found, object))
        : Optional.empty();
  }

  private boolean differs(HasMetadata current, HasMetadata desired) {
    JsonNode wanted = tree(desired);
    if (Drift.covers(tree(current), wanted)) {
      return false;
    }
    Settled last = settled.get(current.getMetadata().getUid());
    return last == null
        || !last.desired().equals(Stamp.of(wanted))
        || !last.result().equals(owned(current));
  }

  private static boolean contains(List<? extends HasMetadata> desired, HasMetadata object) {
    return desired.stream()
        .anyMatch(
            d ->
                d.getKind().equals(object.getKind())
                    && d.getMetadata().getName().equals(object.getMetadata().getName()));
  }

  /** A checksum of an object without what the apiserver counts and reports. */
  private static String owned(HasMetadata object) {
    ObjectNode tree = (ObjectNode) tree(object);
    tree.remove("status");
    ((ObjectNode) tree.path("metadata"))
        .remove(List.of("resourceVersion", "generation", "managedFields"));
    return Stamp.of(tree);
  }

  private static JsonNode tree(HasMetadata object) {
    return JSON.valueToTree(object);
  }
}
