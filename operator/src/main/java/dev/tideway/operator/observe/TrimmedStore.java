package dev.tideway.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;

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
    return super.put(key, object);
  }
}
