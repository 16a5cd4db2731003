package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Last result of a metric. */
public record Metric(
    String name, Optional<String> value, Optional<String> verdict, Optional<String> samples) {
  static Metric of(JsonNode node) {
    return new Metric(
        node.path("name").asText(),
        Fields.text(node, "value"),
        Fields.text(node, "verdict"),
        Fields.text(node, "samples"));
  }
}
