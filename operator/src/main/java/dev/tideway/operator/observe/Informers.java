package dev.tideway.operator.observe;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches children, by label: one informer a kind, and never all objects of a kind. */
public final class Informers {
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
          Ingress.class);

  private final Map<Class<?>, InformerEventSource<?, AppDeployment>> sources =
      new LinkedHashMap<>();

  /** Makes an event source for every kind of child that the cluster has. */
  public List<EventSource<?, AppDeployment>> start(EventSourceContext<AppDeployment> context) {
    KINDS.forEach(kind -> watch(kind, context));
    if (context.getClient().supports(HTTPRoute.class)) {
      watch(HTTPRoute.class, context);
    }
    return new ArrayList<>(sources.values());
  }

  /** Whether the cluster had the Gateway API when the operator started. */
  public boolean hasRoutes() {
    return sources.containsKey(HTTPRoute.class);
  }

  /** Everything that the caches hold of an app. */
  public Observed observe(AppDeployment app) {
    List<HasMetadata> children = new ArrayList<>();
    List<Pod> pods = new ArrayList<>();
    for (InformerEventSource<?, AppDeployment> source : sources.values()) {
      for (HasMetadata object : source.getSecondaryResources(app)) {
        if (object instanceof Pod pod) {
          pods.add(pod);
        } else {
          children.add(object);
        }
      }
    }
    return new Observed(children, pods);
  }

  /** Makes a write seen by the next pass, even before its event arrives. */
  public <T extends HasMetadata> void wrote(T now, Optional<? extends HasMetadata> before) {
    @SuppressWarnings("unchecked")
    InformerEventSource<T, AppDeployment> source =
        (InformerEventSource<T, AppDeployment>) sources.get(now.getClass());
    if (source == null) {
      return;
    }
    ResourceID id = ResourceID.fromResource(now);
    before.ifPresentOrElse(
        old -> {
          @SuppressWarnings("unchecked")
          T previous = (T) old;
          source.handleRecentResourceUpdate(id, now, previous);
        },
        () -> source.handleRecentResourceCreate(id, now));
  }

  private <T extends HasMetadata> void watch(
      Class<T> kind, EventSourceContext<AppDeployment> context) {
    InformerEventSourceConfiguration<T> configuration =
        InformerEventSourceConfiguration.from(kind, AppDeployment.class)
            .withLabelSelector(Labels.MANAGED_BY + "=" + Labels.MANAGER)
            .withSecondaryToPrimaryMapper(Informers::owner)
            .withItemStore(new TrimmedStore<>())
            .withNamespacesInheritedFromController()
            .build();
    sources.put(kind, new InformerEventSource<>(configuration, context));
  }

  // By label rather than by owner reference: a claim outlives its app and has no owner.
  private static Set<ResourceID> owner(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map(labels -> labels.get(Labels.APP))
        .map(app -> Set.of(new ResourceID(app, object.getMetadata().getNamespace())))
        .orElse(Set.of());
  }
}
