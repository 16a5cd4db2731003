package dev.tideway.app.models;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A key of the storage under which there may be bytes that no file has.
 *
 * @param due when they may be removed
 * @param closed whether they can't become a file any more
 */
@MappedEntity("file_leftovers")
public record Leftover(@Id UUID key, Instant due, boolean closed) {}
