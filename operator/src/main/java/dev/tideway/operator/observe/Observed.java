package dev.tideway.operator.observe;

import dev.tideway.crds.RolloutAction;
import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.traffic.Scene;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the caches hold of an app at one moment.
 *
 * @param children everything of it but pods
 * @param pods its pods
 * @param slices where its Services lead
 * @param actions what people ask for
 * @param theirs routes that others own
 * @param features of the app's gateway, as {@link Scene} has them
 */
public record Observed(
    List<HasMetadata> children,
    List<Pod> pods,
    List<EndpointSlice> slices,
    List<RolloutAction> actions,
    List<HTTPRoute> theirs,
    Set<String> features) {
  public Observed {
    children = List.copyOf(children);
    pods = List.copyOf(pods);
    slices = List.copyOf(slices);
    actions = List.copyOf(actions);
    theirs = List.copyOf(theirs);
    features = Set.copyOf(features);
  }

  /** Sorts what the caches hold into what the app is made of, and what is only looked at. */
  public static Observed of(List<? extends HasMetadata> objects) {
    return new Observed(
        objects.stream().filter(Observed::isChild).map(HasMetadata.class::cast).toList(),
        some(objects, Pod.class),
        some(objects, EndpointSlice.class),
        some(objects, RolloutAction.class),
        some(objects, HTTPRoute.class).stream().filter(Observed::isTheirs).toList(),
        Set.of());
  }

  /** The same, of an app whose gateway can do some things. */
  Observed behind(Set<String> features) {
    return new Observed(children, pods, slices, actions, theirs, features);
  }

  private static boolean isChild(HasMetadata object) {
    return !(object instanceof Pod
        || object instanceof EndpointSlice
        || object instanceof RolloutAction
        || isTheirs(object));
  }

  /** Routes are the one kind of which others' objects are looked at too. */
  static boolean isTheirs(HasMetadata object) {
    return object instanceof HTTPRoute
        && !Labels.MANAGER.equals(
            Optional.ofNullable(object.getMetadata().getLabels())
                .map(labels -> labels.get(Labels.MANAGED_BY))
                .orElse(""));
  }

  /** What a router reads. */
  public Scene scene() {
    return new Scene(children, theirs, Endpoints.led(this), features);
  }

  /** Whether a Service leads to ready pods of the app, and to no others. */
  public boolean isAlone(String service) {
    return Endpoints.isAlone(service, this);
  }

  private static <T> List<T> some(List<? extends HasMetadata> objects, Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public List<Deployment> deployments() {
    return all(Deployment.class);
  }

  public List<ControllerRevision> records() {
    return all(ControllerRevision.class);
  }

  /** What each revision's Deployment asks for, by hash. */
  public Map<String, Integer> sizes() {
    return deployments().stream()
        .collect(
            Collectors.toMap(
                Observed::revisionOf,
                d -> Optional.ofNullable(d.getSpec().getReplicas()).orElse(1),
                Math::max));
  }

  /** The child of the same kind and name. */
  public Optional<HasMetadata> find(HasMetadata like) {
    return children.stream()
        .filter(
            c ->
                c.getKind().equals(like.getKind())
                    && c.getMetadata().getName().equals(like.getMetadata().getName()))
        .findFirst();
  }

  /** The migration Job of a revision. */
  public Optional<Job> jobOf(String hash) {
    return jobs().stream().filter(job -> hash.equals(revisionOf(job))).findFirst();
  }

  /** Whether a revision has a Service of its own. */
  boolean hasNamed() {
    return all(Service.class).stream().anyMatch(service -> !revisionOf(service).isEmpty());
  }

  /** Whether the app's Service leads to the pods of every revision, or isn't there yet. */
  boolean isShared(String app) {
    return all(Service.class).stream()
        .filter(service -> service.getMetadata().getName().equals(app))
        .noneMatch(service -> service.getSpec().getSelector().containsKey(Labels.REVISION));
  }

  /** The migration Jobs of all revisions. */
  public List<Job> jobs() {
    return all(Job.class);
  }

  /** The files that the ConfigMap of a revision holds. */
  Map<String, String> filesOf(String hash) {
    return all(ConfigMap.class).stream()
        .filter(c -> hash.equals(revisionOf(c)))
        .findFirst()
        .map(ConfigMap::getData)
        .orElse(Map.of());
  }

  /** The revisions that have pods, if only pods that are leaving. */
  Set<String> podHashes() {
    return pods.stream().map(Observed::revisionOf).collect(Collectors.toSet());
  }

  List<Pod> podsOf(String hash) {
    return pods.stream().filter(p -> hash.equals(revisionOf(p))).toList();
  }

  /** The revision that an object belongs to; empty for what belongs to the app as a whole. */
  public static String revisionOf(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map(labels -> labels.get(Labels.REVISION))
        .orElse("");
  }

  private <T extends HasMetadata> List<T> all(Class<T> type) {
    return children.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
