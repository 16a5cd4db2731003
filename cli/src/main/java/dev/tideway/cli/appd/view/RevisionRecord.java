package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * The record of a revision.
 *
 * @param written what the user wrote of it
 */
public record RevisionRecord(Revision revision, Optional<Instant> created, JsonNode written) {

  public static RevisionRecord of(JsonNode node) {
    JsonNode metadata = node.path("metadata");
    JsonNode data = node.path("data");
    return new RevisionRecord(
        new Revision(
            node.path("revision").asLong(),
            metadata.path("labels").path("tideway.dev/revision").asText(),
            data.path("image").asText()),
        Fields.instant(metadata, "creationTimestamp"),
        data.path("written"));
  }
}
