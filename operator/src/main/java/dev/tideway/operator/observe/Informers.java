package dev.tideway.operator.observe;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AttachTo;
import dev.tideway.crds.RolloutAction;
import dev.tideway.crds.Route;
import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.desired.Names;
import dev.tideway.operator.traffic.VirtualService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches children, by label: one informer a kind and namespace, and never all objects of a kind
 * but HTTPRoutes, since an app may attach to one of others at any time, and trimmed they are small.
 */
public final class Informers implements Caches {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ControllerRevision.class,
          Deployment.class,
          Pod.class,
          Service.class,
          ServiceAccount.class,
          ConfigMap.class,
          PersistentVolumeClaim.class,
          HorizontalPodAutoscaler.class,
          PodDisruptionBudget.class,
          NetworkPolicy.class,
          Ingress.class,
          Job.class,
          // Have the labels of their Service.
          EndpointSlice.class);

  /** Kinds that people write too. */
  private static final Set<Class<? extends HasMetadata>> WRITTEN =
      Set.of(RolloutAction.class, HTTPRoute.class);

  // Apps by the route of others that they attach to.
  private static final String ATTACHED = "attached";

  private final List<Source<?>> sources = new ArrayList<>();
  // By uid: until the watch tells, a cache still has what was removed, and a plan would count on
  // it.
  private final Map<String, HasMetadata> removed = new ConcurrentHashMap<>();
  private @Nullable GatewayFeatures features;

  /** Where one kind of one namespace, or of all namespaces, is watched. */
  private record Source<T extends HasMetadata>(
      Class<T> kind, String namespace, InformerEventSource<T, AppDeployment> events) {
    boolean holds(HasMetadata object) {
      return kind.equals(object.getClass())
          && (namespace.equals(Constants.WATCH_ALL_NAMESPACES)
              || namespace.equals(object.getMetadata().getNamespace()));
    }
  }

  /**
   * Makes an event source for every kind of child that the cluster has. Event sources can't be
   * added later: a cluster that gets the Gateway API afterwards needs a restart of the operator,
   * which the status of an app with a route says.
   */
  public List<EventSource<?, AppDeployment>> start(EventSourceContext<AppDeployment> context) {
    features = new GatewayFeatures(context.getClient(), InstantSource.system());
    KINDS.forEach(kind -> watch(kind, context));
    watch(RolloutAction.class, context);
    if (context.getClient().supports(HTTPRoute.class)) {
      context.getPrimaryCache().addIndexer(ATTACHED, Informers::attachedTo);
      watch(HTTPRoute.class, context);
    }
    if (context.getClient().supports(VirtualService.class)) {
      watch(VirtualService.class, context);
    }
    return sources.stream().<EventSource<?, AppDeployment>>map(Source::events).toList();
  }

  @Override
  public boolean watches(HasMetadata object) {
    return source(object).isPresent();
  }

  /** Everything that the caches hold of an app. */
  public Observed observe(AppDeployment app) {
    List<HasMetadata> objects = new ArrayList<>();
    sources.forEach(source -> objects.addAll(source.events().getSecondaryResources(app)));
    objects.removeIf(object -> removed.containsKey(object.getMetadata().getUid()));
    // By its name alone, a route may be another app's.
    objects.removeIf(
        object ->
            !Observed.isTheirs(object) && !owner(object).contains(ResourceID.fromResource(app)));
    return Observed.of(objects).behind(Objects.requireNonNull(features, "not started").of(app));
  }

  @Override
  public void wrote(HasMetadata now, Optional<? extends HasMetadata> before) {
    source(now).ifPresent(source -> remember(source, now, before));
  }

  @Override
  public void removed(HasMetadata object) {
    removed.values().removeIf(old -> !isCached(old));
    removed.put(object.getMetadata().getUid(), object);
  }

  private boolean isCached(HasMetadata object) {
    return source(object)
        .flatMap(source -> source.events().get(ResourceID.fromResource(object)))
        .filter(cached -> cached.getMetadata().getUid().equals(object.getMetadata().getUid()))
        .isPresent();
  }

  private static <T extends HasMetadata> void remember(
      Source<T> source, HasMetadata written, Optional<? extends HasMetadata> before) {
    T now = source.kind().cast(written);
    ResourceID id = ResourceID.fromResource(now);
    // What has vanished from the cache since it was read was deleted, and is new now.
    before
        .filter(old -> source.events().get(id).isPresent())
        .map(source.kind()::cast)
        .ifPresentOrElse(
            old -> source.events().handleRecentResourceUpdate(id, now, old),
            () -> source.events().handleRecentResourceCreate(id, now));
  }

  private Optional<Source<?>> source(HasMetadata object) {
    return sources.stream().filter(source -> source.holds(object)).findFirst();
  }

  private <T extends HasMetadata> void watch(
      Class<T> kind, EventSourceContext<AppDeployment> context) {
    // One for each namespace: all informers of an event source share its store, and each, when it
    // lists, drops from the store what the others put there.
    for (String namespace : context.getControllerConfiguration().getEffectiveNamespaces()) {
      sources.add(
          new Source<>(
              kind,
              namespace,
              new InformerEventSource<>(
                  configuration(kind, namespace, context.getPrimaryCache()), context)));
    }
  }

  private static <T extends HasMetadata> InformerEventSourceConfiguration<T> configuration(
      Class<T> kind, String namespace, IndexerResourceCache<AppDeployment> apps) {
    var configuration =
        InformerEventSourceConfiguration.from(kind, AppDeployment.class)
            .withName(kind.getSimpleName() + "@" + namespace)
            // What people write has no label of ours.
            .withLabelSelector(
                WRITTEN.contains(kind) ? null : Labels.MANAGED_BY + "=" + Labels.MANAGER)
            .withItemStore(new TrimmedStore<>())
            .withNamespaces(Set.of(namespace));
    return kind.equals(HTTPRoute.class)
        ? configuration
            .withSecondaryToPrimaryMapper(route -> concerned(route, apps))
            // Not by what was known when the route came: an app may come after it.
            .withPrimaryToSecondaryMapper((AppDeployment app) -> routes(app))
            .build()
        : configuration.withSecondaryToPrimaryMapper(Informers::owner).build();
  }

  /** The apps that a route belongs to, or is attached to. */
  static Set<ResourceID> concerned(HasMetadata route, IndexerResourceCache<AppDeployment> apps) {
    return Observed.isTheirs(route)
        ? apps.byIndex(ATTACHED, key(route, route.getMetadata().getName())).stream()
            .map(ResourceID::fromResource)
            .collect(Collectors.toSet())
        : owner(route);
  }

  static Set<ResourceID> routes(AppDeployment app) {
    String name = app.getMetadata().getName();
    return Stream.concat(Stream.of(name, Names.ofPreview(name)), attachTo(app).stream())
        .map(route -> new ResourceID(route, app.getMetadata().getNamespace()))
        .collect(Collectors.toSet());
  }

  static List<String> attachedTo(AppDeployment app) {
    return attachTo(app).map(route -> key(app, route)).stream().toList();
  }

  private static Optional<String> attachTo(AppDeployment app) {
    return Optional.ofNullable(app.getSpec().route()).map(Route::attachTo).map(AttachTo::name);
  }

  private static String key(HasMetadata inNamespace, String name) {
    return inNamespace.getMetadata().getNamespace() + "/" + name;
  }

  // By label rather than by owner reference: a claim outlives its app and has no owner.
  private static Set<ResourceID> owner(HasMetadata object) {
    if (object instanceof RolloutAction action) {
      return Set.of(new ResourceID(action.getSpec().app(), action.getMetadata().getNamespace()));
    }
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map(labels -> labels.get(Labels.APP))
        .map(app -> Set.of(new ResourceID(app, object.getMetadata().getNamespace())))
        .orElse(Set.of());
  }
}
