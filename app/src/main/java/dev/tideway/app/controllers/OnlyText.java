package dev.tideway.app.controllers;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Reads a text from a JSON string alone: by default {@code false} would be "false" as well. */
@Singleton
final class OnlyText implements Deserializer<String> {
  @Override
  public String deserialize(Decoder decoder, DecoderContext context, Argument<? super String> type)
      throws IOException {
    JsonNode node = decoder.decodeNode();
    if (node.isString()) {
      return node.getStringValue();
    }
    throw new SerdeException(type.getName() + " isn't a text: write one in quotes");
  }
}
