package dev.tideway.cli.appd.lint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The part of every object that CRDs leave to Kubernetes. */
final class Metadata {
  private static final Schema TEXT = Schema.of(Map.of("type", "string"));
  private static final Map<String, Object> ANY =
      Map.of("type", "object", "x-kubernetes-preserve-unknown-fields", true);

  private Metadata() {}

  static Schema complete(Schema schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    schema.properties().forEach((name, below) -> properties.put(name, below.words()));
    properties.put("apiVersion", TEXT.words());
    properties.put("kind", TEXT.words());
    properties.put("metadata", ANY);
    Map<String, Object> words = new LinkedHashMap<>(schema.words());
    words.put("properties", properties);
    return new Schema(words);
  }

  static Optional<String> nameOf(Object value) {
    boolean named =
        value instanceof Map<?, ?> object
            && object.get("metadata") instanceof Map<?, ?> metadata
            && (metadata.get("name") instanceof String
                || metadata.get("generateName") instanceof String);
    return named ? Optional.empty() : Optional.of("is required: the name of the object");
  }
}
