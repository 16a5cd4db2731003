package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** An action that was answered. */
public record Answer(
    String action,
    Optional<String> by,
    Optional<String> reason,
    String phase,
    String message,
    Optional<Instant> at) {

  static Answer of(JsonNode node) {
    return new Answer(
        node.path("action").asText(),
        Fields.text(node, "by"),
        Fields.text(node, "reason"),
        node.path("phase").asText(),
        node.path("message").asText(),
        Fields.instant(node, "at"));
  }

  public boolean isApplied() {
    return phase.equals("Applied");
  }
}
