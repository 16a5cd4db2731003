package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** A revision that served, and since when. */
public record Served(Revision revision, Optional<Instant> since) {
  static Served of(JsonNode node) {
    return new Served(Revision.of(node), Fields.instant(node, "since"));
  }
}
