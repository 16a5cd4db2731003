package dev.tideway.operator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A route of generation 3. An answer is gateway[/section]:Accepted,ResolvedRefs@generation; f is
 * False, t is True.
 */
class RouteStatusTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          public             | public:tt@3                       | true  |
          public             |                                   | false |
          public             | public:tt@2                       | false |
          public             | public:ft@3                       | false | Refused: no
          public             | public:tf@3                       | false | Refused: no
          public             | public:ft@2                       | false | Refused: no
          public             | other:tt@3                        | false |
          public             | public:tt@3 other:ff@3            | true  |
          public private     | public:tt@3                       | false |
          public private     | public:tt@3 private:tt@3          | true  |
          public private     | public:tt@3 private:tt@2          | false |
          public private     | public:tt@3 private:ft@3          | false | Refused: no
          public/https       | public/https:tt@3                 | true  |
          public/https       | public/http:tt@3                  | false |
          public             | public/http:tt@3 public/https:tt@3 | true |
                             | public:tt@3                       | false |
          """)
  void tellsWhetherEveryGatewayFollows(
      @Nullable String asked, @Nullable String answers, boolean confirmed, @Nullable String why) {
    RouteStatus status = RouteStatus.of(route(words(asked), words(answers)));
    assertEquals(confirmed, status.confirmed());
    assertEquals(why == null ? "" : why, status.problem().orElse(""));
  }

  private static Stream<String> words(@Nullable String text) {
    return text == null ? Stream.empty() : Arrays.stream(text.split(" +"));
  }

  private static HTTPRoute route(Stream<String> asked, Stream<String> answers) {
    return Serialization.unmarshal(
        """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: web, namespace: shop, generation: 3}
        spec: {parentRefs: [%s]}
        status: {parents: [%s]}
        """
            .formatted(
                asked.map(RouteStatusTest::ref).collect(Collectors.joining(", ")),
                answers.map(RouteStatusTest::answer).collect(Collectors.joining(", "))),
        HTTPRoute.class);
  }

  private static String ref(String gateway) {
    String[] parts = gateway.split("/");
    return parts.length == 1
        ? "{name: %s}".formatted(gateway)
        : "{name: %s, sectionName: %s}".formatted(parts[0], parts[1]);
  }

  private static String answer(String word) {
    String[] parts = word.split("[:@]");
    return "{parentRef: %s, conditions: [%s, %s]}"
        .formatted(
            ref(parts[0]),
            condition("Accepted", parts[1].charAt(0), parts[2]),
            condition("ResolvedRefs", parts[1].charAt(1), parts[2]));
  }

  private static String condition(String type, char status, String generation) {
    return "{type: %s, status: '%s', observedGeneration: %s, reason: Refused, message: 'no'}"
        .formatted(type, status == 't' ? "True" : "False", generation);
  }
}
