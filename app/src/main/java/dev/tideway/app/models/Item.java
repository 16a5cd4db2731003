package dev.tideway.app.models;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One item as it is stored and answered.
 *
 * @param version 0 when it is created, one more after each update; the ETag is made of it
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
// A newer build may have stored it, with a field that this one doesn't know.
@JsonIgnoreProperties(ignoreUnknown = true)
@MappedEntity("items")
public record Item(
    @Id UUID id,
    String name,
    String description,
    String category,
    ItemStatus status,
    int quantity,
    Instant createdAt,
    Instant updatedAt,
    @Version long version) {

  /** An item that isn't stored yet. */
  public static Item create(UUID id, ItemDraft draft, Instant now) {
    Instant stored = stored(now);
    return of(id, draft, stored, stored, 0);
  }

  /** The same item with the content of {@code draft}; storing it raises the version. */
  public Item with(ItemDraft draft, Instant now) {
    return of(id, draft, createdAt, stored(now), version);
  }

  private static Item of(
      UUID id, ItemDraft draft, Instant createdAt, Instant updatedAt, long version) {
    return new Item(
        id,
        draft.name(),
        draft.description(),
        draft.category(),
        draft.status(),
        draft.quantity(),
        createdAt,
        updatedAt,
        version);
  }

  // PostgreSQL keeps microseconds: an answer must not differ from what a later read says.
  private static Instant stored(Instant now) {
    return now.truncatedTo(ChronoUnit.MICROS);
  }
}
