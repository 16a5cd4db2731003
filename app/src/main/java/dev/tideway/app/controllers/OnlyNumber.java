package dev.tideway.app.controllers;

import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads a number from a JSON number alone: by default {@code false} would be a 0 as well. */
@Singleton
final class OnlyNumber implements Deserializer<BigDecimal> {
  @Override
  public BigDecimal deserialize(
      Decoder decoder, DecoderContext context, Argument<? super BigDecimal> type)
      throws IOException {
    JsonNode node = decoder.decodeNode();
    try {
      if (node.isNumber()) {
        // 3.0 is a whole number, in JSON Schema too.
        return node.getBigDecimalValue().stripTrailingZeros();
      }
    } catch (NumberFormatException tooLarge) {
      // An infinite double; below are the words for it.
    }
    throw new SerdeException(type.getName() + " isn't a number: write one without quotes");
  }
}
