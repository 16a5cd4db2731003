package dev.tideway.operator.freeze;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which labels a selector fits, as Kubernetes itself reads it. */
final class Selectors {
  private Selectors() {}

  /**
   * @param selector none and an empty one fit everything
   * @throws IllegalArgumentException with the field and what to write in it
   */
  static Predicate<Map<String, String>> parse(@Nullable LabelSelector selector) {
    if (selector == null) {
      return labels -> true;
    }
    return Stream.concat(
            entries(selector.getMatchLabels()),
            selector.getMatchExpressions().stream().map(Selectors::expression))
        .reduce(labels -> true, Predicate::and);
  }

  private static Stream<Predicate<Map<String, String>>> entries(
      @Nullable Map<String, String> labels) {
    return Optional.ofNullable(labels).stream()
        .flatMap(map -> map.entrySet().stream())
        .map(label -> has -> Objects.equals(has.get(label.getKey()), label.getValue()));
  }

  private static Predicate<Map<String, String>> expression(LabelSelectorRequirement wanted) {
    String key = wanted.getKey();
    boolean listed = !wanted.getValues().isEmpty();
    Predicate<Map<String, String>> fits =
        switch (String.valueOf(wanted.getOperator())) {
          case "In" -> has -> has.containsKey(key) && wanted.getValues().contains(has.get(key));
          case "NotIn" -> has -> !wanted.getValues().contains(has.get(key));
          case "Exists" -> has -> has.containsKey(key);
          case "DoesNotExist" -> has -> !has.containsKey(key);
          default ->
              throw new IllegalArgumentException(
                  "selector.matchExpressions has the operator %s; write In, NotIn, Exists or DoesNotExist"
                      .formatted(wanted.getOperator()));
        };
    if (listed != wanted.getOperator().endsWith("In")) {
      throw new IllegalArgumentException(
          "selector.matchExpressions: In and NotIn need values; Exists and DoesNotExist take none");
    }
    return fits;
  }
}
