package dev.tideway.operator.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.crds.RolloutAction;
import dev.tideway.operator.apply.Cluster;
import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.observe.Caches;
import dev.tideway.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster in memory: it counts writes, fills in some defaults, and refuses what it is told to.
 */
final class FakeCluster implements Cluster, Caches {
  private final Map<String, HasMetadata> objects = new LinkedHashMap<>();
  private final List<String> writes = new ArrayList<>();
  private final List<String> reads = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> clashing = new HashSet<>();
  private final Set<String> unknown = new HashSet<>();
  private final Set<String> failing = new HashSet<>();
  private int version;
  private int left = Integer.MAX_VALUE;

  @Override
  public Optional<HasMetadata> find(HasMetadata like) {
    reads.add(key(like));
    return Optional.ofNullable(objects.get(key(like)));
  }

  @Override
  public List<Service> services(String namespace) {
    reads.add("Services");
    return all(Service.class);
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    if (refused.contains(desired.getKind())) {
      throw new KubernetesClientException(
          "refused", 422, new StatusBuilder().withMessage("no such class").build());
    }
    write("apply " + key(desired));
    HasMetadata stored = Serialization.clone(desired);
    stored.getMetadata().setUid(key(desired));
    stamp(stored);
    Optional<HasMetadata> before = Optional.ofNullable(objects.put(key(desired), stored));
    if (stored instanceof Service service) {
      service.getSpec().setClusterIP("10.0.0.7");
      before.ifPresent(old -> keepOthers(old, stored));
    }
    if (stored instanceof Deployment deployment) {
      deployment.getSpec().setProgressDeadlineSeconds(600);
      before.ifPresent(old -> deployment.setStatus(((Deployment) old).getStatus()));
    }
    return Serialization.clone(stored);
  }

  /** Who applies says nothing of what others wrote. */
  private static void keepOthers(HasMetadata before, HasMetadata after) {
    Map<String, String> annotations = new HashMap<>(before.getMetadata().getAnnotations());
    annotations.keySet().retainAll(Set.of("tideway.dev/before-adoption", "lb"));
    annotations.putAll(after.getMetadata().getAnnotations());
    after.getMetadata().setAnnotations(annotations);
  }

  @Override
  public HasMetadata overwrite(HasMetadata desired) {
    if (clashing.remove(desired.getKind())) {
      refused.remove(desired.getKind());
    }
    return apply(desired);
  }

  @Override
  public HasMetadata patch(HasMetadata theirs, String operations) {
    JsonNode patch = Serialization.unmarshal(operations, JsonNode.class);
    HasMetadata now = Objects.requireNonNull(objects.get(key(theirs)));
    for (JsonNode operation : patch) {
      if (operation.path("path").asText().equals("/metadata/resourceVersion")
          && !operation.path("value").asText().equals(now.getMetadata().getResourceVersion())) {
        throw new KubernetesClientException("it has changed", 409, new StatusBuilder().build());
      }
    }
    write("patch " + key(theirs));
    JsonNode after = JsonPatch.apply(patch, Serialization.jsonMapper().valueToTree(now));
    HasMetadata stored = Serialization.unmarshal(after.toString());
    stamp(stored);
    objects.put(key(stored), stored);
    return Serialization.clone(stored);
  }

  private void stamp(HasMetadata stored) {
    stored.getMetadata().setResourceVersion(String.valueOf(++version));
    stored.getMetadata().setGeneration((long) version);
  }

  private void write(String what) {
    if (left == 0) {
      throw new Died();
    }
    left--;
    writes.add(what);
  }

  /** The end of an operator. */
  static final class Died extends RuntimeException {}

  /** The operator makes so many writes and dies before the next. */
  FakeCluster allow(int more) {
    left = more;
    return this;
  }

  @Override
  public void delete(HasMetadata observed) {
    write("delete " + key(observed));
    objects.remove(key(observed));
  }

  @Override
  public boolean watches(HasMetadata object) {
    return !unknown.contains(object.getKind());
  }

  @Override
  public void wrote(HasMetadata now, Optional<? extends HasMetadata> before) {}

  @Override
  public void removed(HasMetadata object) {}

  /** An apply is refused, since it would leave two items of a list that clash. */
  FakeCluster clash(String kind) {
    clashing.add(kind);
    return refuse(kind);
  }

  FakeCluster refuse(String kind) {
    refused.add(kind);
    return this;
  }

  FakeCluster accept(String kind) {
    refused.remove(kind);
    return this;
  }

  FakeCluster without(String kind) {
    unknown.add(kind);
    return this;
  }

  /** Something that is there before, whosever it is. */
  FakeCluster hold(HasMetadata object) {
    objects.put(key(object), object);
    return this;
  }

  /** What its owner writes anew. */
  FakeCluster reapply(HasMetadata object) {
    stamp(object);
    return hold(object);
  }

  /** The pods of a Deployment don't get ready, or lose it. */
  FakeCluster fail(String deployment) {
    failing.add(deployment);
    return this;
  }

  FakeCluster mend(String deployment) {
    failing.remove(deployment);
    return this;
  }

  /** Every pod that is asked for becomes available. */
  void becomeReady() {
    deployments()
        .forEach(
            d ->
                available(
                    d,
                    failing.contains(d.getMetadata().getName()) ? 0 : d.getSpec().getReplicas()));
  }

  void available(Deployment d, int pods) {
    d.setStatus(
        new DeploymentStatusBuilder().withAvailableReplicas(pods).withReadyReplicas(pods).build());
  }

  /** As an autoscaler does. */
  void scale(String deployment, int replicas) {
    ((Deployment) get("Deployment", deployment).orElseThrow()).getSpec().setReplicas(replicas);
  }

  void remove(String kind, String name) {
    objects.remove(kind + " " + name);
  }

  Optional<HasMetadata> get(String kind, String name) {
    return Optional.ofNullable(objects.get(kind + " " + name));
  }

  List<Deployment> deployments() {
    return all(Deployment.class);
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Kinds and names, in the order in which they were made. */
  Set<String> names() {
    return objects.keySet();
  }

  Observed observe() {
    return Observed.of(
        objects.values().stream()
            .filter(FakeCluster::isWatched)
            .map(Serialization::clone)
            .toList());
  }

  private static boolean isWatched(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    if (labels == null || !labels.containsKey(Labels.MANAGED_BY)) {
      return object instanceof HTTPRoute || object instanceof RolloutAction;
    }
    return Labels.MANAGER.equals(labels.get(Labels.MANAGED_BY))
        && "web".equals(labels.get(Labels.APP));
  }

  /** The writes since the last look. */
  List<String> writes() {
    List<String> seen = List.copyOf(writes);
    writes.clear();
    return seen;
  }

  /** The reads since the last look. */
  List<String> reads() {
    List<String> seen = List.copyOf(reads);
    reads.clear();
    return seen;
  }

  private static String key(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
