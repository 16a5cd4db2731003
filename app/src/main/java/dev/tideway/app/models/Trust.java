package dev.tideway.app.models;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * Which Redis all pods believe.
 *
 * @param epoch one more with each that comes to be believed
 * @param redis the instance; null for none
 * @param closedMillis for how long from now on nobody reads from a cache
 */
@MappedEntity("cache_trust")
public record Trust(@Id long epoch, @Nullable String redis, long closedMillis) {}
