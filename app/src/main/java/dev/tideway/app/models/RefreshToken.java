package dev.tideway.app.models;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token, of which only the hash is stored.
 *
 * @param family all that came of one login
 * @param usedAt when it was exchanged for the next one of its family
 */
@MappedEntity("refresh_tokens")
public record RefreshToken(
    @Id String hash, UUID family, UUID userId, Instant expiresAt, @Nullable Instant usedAt) {}
