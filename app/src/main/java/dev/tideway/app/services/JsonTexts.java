package dev.tideway.app.services;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Models as texts, for what is kept and answered again. */
@Singleton
class JsonTexts {
  private final JsonMapper json;

  JsonTexts(JsonMapper json) {
    this.json = json;
  }

  String write(Object model) {
    try {
      return json.writeValueAsString(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same without fields that are null: what nobody sets isn't there, in any build. */
  String writeSet(Object model) {
    try {
      return write(set(json.writeValueToTree(model)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode set(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.entries()) {
      if (!field.getValue().isNull()) {
        fields.put(field.getKey(), set(field.getValue()));
      }
    }
    return JsonNode.createObjectNode(fields);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UncheckedIOException when it is something else
   */
  <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
