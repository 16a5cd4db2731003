package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * A step of a canary.
 *
 * @param weight percent of the traffic that the candidate gets
 * @param hold least time at this step
 * @param approval whether it waits for a Promote action
 */
public record Step(int weight, Optional<Duration> hold, boolean approval) {
  static Step of(JsonNode node) {
    return new Step(
        node.path("weight").asInt(),
        Fields.text(node, "hold").flatMap(Times::parse),
        node.path("approval").asBoolean());
  }
}
