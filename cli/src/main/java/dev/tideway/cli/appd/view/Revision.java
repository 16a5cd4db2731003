package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A revision.
 *
 * @param number counts up from 1
 * @param hash of what the user wrote
 */
public record Revision(long number, String hash, String image) {
  static Revision of(JsonNode node) {
    return new Revision(
        node.path("revision").asLong(), node.path("hash").asText(), node.path("image").asText());
  }
}
