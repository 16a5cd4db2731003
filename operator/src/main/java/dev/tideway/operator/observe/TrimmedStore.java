package dev.tideway.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Map;

/** A cache that drops, on the way in, what nobody reads: most of an object's bytes. */
final class TrimmedStore<T extends HasMetadata> extends BasicItemStore<T> {
  TrimmedStore() {
    super(Cache::metaNamespaceKeyFunc);
  }

  @Override
  public T put(String key, T object) {
    object.getMetadata().setManagedFields(null);
    if (object instanceof Pod pod) {
      pod.setSpec(null);
    }
    if (object instanceof HTTPRoute route && Observed.isTheirs(route)) {
      trim(route);
    }
    return super.put(key, object);
  }

  /** To its gateways and backends, in their places: every route of the cluster is here. */
  private static void trim(HTTPRoute route) {
    // Empty, not absent: the library looks into them.
    route.getMetadata().setAnnotations(Map.of());
    for (HTTPRouteRule rule : route.getSpec().getRules()) {
      rule.setMatches(null);
      rule.setFilters(null);
      rule.getBackendRefs().forEach(backend -> backend.setFilters(null));
    }
  }
}
