package dev.tideway.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Whether an object still says all that we want of it. Fields that we don't speak of are others'
 * business, and forms that the apiserver treats alike count as equal.
 */
final class Drift {
  // One label more, and a Service selects nothing.
  private static final Set<String> WHOLE = Set.of("selector", "matchLabels");

  private Drift() {}

  static boolean covers(JsonNode observed, JsonNode desired) {
    if (isEmpty(desired)) {
      // The apiserver drops empty values, so their absence is no difference. What somebody puts
      // into an empty list or map is theirs, but a text has room for one value only.
      return !desired.isTextual() || isEmpty(observed);
    }
    if (desired.isObject()) {
      return desired.properties().stream()
          .allMatch(e -> covers(e.getKey(), observed.path(e.getKey()), e.getValue()));
    }
    if (desired.isArray()) {
      return sameLength(observed, desired) && coversAll(observed, desired);
    }
    return observed.asText().equals(desired.asText()) || sameQuantity(observed, desired);
  }

  private static boolean covers(String field, JsonNode observed, JsonNode desired) {
    return covers(observed, desired)
        && !(WHOLE.contains(field) && observed.size() > desired.size());
  }

  private static boolean sameLength(JsonNode observed, JsonNode desired) {
    return observed.isArray() && observed.size() == desired.size();
  }

  private static boolean coversAll(JsonNode observed, JsonNode desired) {
    return IntStream.range(0, desired.size())
        .allMatch(i -> covers(counterpart(observed, i, desired.get(i)), desired.get(i)));
  }

  /** Named items are looked up by name: their order carries no meaning. */
  private static JsonNode counterpart(JsonNode observed, int index, JsonNode desired) {
    return Optional.of(desired.path("name"))
        .filter(JsonNode::isTextual)
        .flatMap(
            name ->
                StreamSupport.stream(observed.spliterator(), false)
                    .filter(item -> item.path("name").equals(name))
                    .findFirst())
        .orElse(observed.get(index));
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isNull()
        || node.isMissingNode()
        || (node.isContainerNode() && node.isEmpty())
        || (node.isTextual() && node.asText().isEmpty());
  }

  private static boolean sameQuantity(JsonNode observed, JsonNode desired) {
    return quantity(observed).isPresent() && Objects.equals(quantity(observed), quantity(desired));
  }

  private static Optional<BigDecimal> quantity(JsonNode node) {
    try {
      return node.isTextual() || node.isNumber()
          ? Optional.of(
              Quantity.getAmountInBytes(Quantity.parse(node.asText())).stripTrailingZeros())
          : Optional.empty();
    } catch (IllegalArgumentException | ArithmeticException notAQuantity) {
      return Optional.empty();
    }
  }
}
