package dev.tideway.app.models;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * A file of an item, as it is stored and answered; its bytes are in the storage, under its id. It
 * never changes.
 *
 * @param name for people; two files of an item may have the same
 * @param type such as {@code image/png}
 * @param size in bytes
 * @param sha256 of its bytes, in lower-case hexadecimal digits; the ETag is made of it
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
// A newer build may have stored it, with a field that this one doesn't know.
@JsonIgnoreProperties(ignoreUnknown = true)
@MappedEntity("files")
public record AttachedFile(
    @Id UUID id,
    UUID itemId,
    String name,
    String type,
    long size,
    String sha256,
    Instant createdAt) {}
