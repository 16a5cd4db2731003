package dev.tideway.operator.controller;

import dev.tideway.operator.apply.Cluster;
import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.observe.Caches;
import dev.tideway.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private int version;

  @Override
  public Optional<HasMetadata> find(HasMetadata like) {
    reads.add(key(like));
    return Optional.ofNullable(objects.get(key(like)));
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    if (refused.contains(desired.getKind())) {
      throw new KubernetesClientException(
          "refused", 422, new StatusBuilder().withMessage("no such class").build());
    }
    writes.add("apply " + key(desired));
    HasMetadata stored = Serialization.clone(desired);
    stored.getMetadata().setUid(key(desired));
    stored.getMetadata().setResourceVersion(String.valueOf(++version));
    Optional<HasMetadata> before = Optional.ofNullable(objects.put(key(desired), stored));
    if (stored instanceof Service service) {
      service.getSpec().setClusterIP("10.0.0.7");
    }
    if (stored instanceof Deployment deployment) {
      deployment.getSpec().setProgressDeadlineSeconds(600);
      before.ifPresent(old -> deployment.setStatus(((Deployment) old).getStatus()));
    }
    return Serialization.clone(stored);
  }

  @Override
  public HasMetadata overwrite(HasMetadata desired) {
    if (clashing.remove(desired.getKind())) {
      refused.remove(desired.getKind());
    }
    return apply(desired);
  }

  @Override
  public void delete(HasMetadata observed) {
    writes.add("delete " + key(observed));
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

  /** Every pod that is asked for becomes available. */
  void becomeReady() {
    deployments().forEach(d -> available(d, d.getSpec().getReplicas()));
  }

  void available(Deployment d, int pods) {
    d.setStatus(new DeploymentStatusBuilder().withAvailableReplicas(pods).build());
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
    return objects.values().stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .toList();
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
