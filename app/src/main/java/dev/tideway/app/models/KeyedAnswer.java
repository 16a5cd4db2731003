package dev.tideway.app.models;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What was answered to a POST with an {@code Idempotency-Key}.
 *
 * @param fingerprint SHA-256 of what was asked, to notice a key that is used for something else
 * @param answer what was created, in JSON
 */
@MappedEntity("idempotency_keys")
public record KeyedAnswer(@Id String key, String fingerprint, String answer, Instant createdAt) {}
