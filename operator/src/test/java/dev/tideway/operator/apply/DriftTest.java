package dev.tideway.operator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
  @ParameterizedTest(name = "{0}: {1} covers {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          equal                    | {a: 1, b: [x]}                  | {a: 1, b: [x]}             | true
          another value            | {a: 2}                          | {a: 1}                     | false
          missing                  | {}                              | {a: 1}                     | false
          another type             | {a: {b: 1}}                     | {a: 1}                     | false
          defaulted field          | {a: 1, protocol: TCP}           | {a: 1}                     | true
          null is nothing          | {}                              | {a: null}                  | true
          empty text is nothing    | {name: A}                       | {name: A, value: ''}       | true
          empty list is nothing    | {}                              | {a: []}                    | true
          empty map is nothing     | {}                              | {a: {b: {}}}               | true
          text for empty text      | {value: x}                      | {value: ''}                | false
          number as text           | {port: '80'}                    | {port: 80}                 | true
          cpu                      | {cpu: '1'}                      | {cpu: 1000m}               | true
          less cpu                 | {cpu: '1'}                      | {cpu: 999m}                | false
          memory                   | {memory: 1Gi}                   | {memory: 1024Mi}           | true
          memory of ten            | {memory: 1G}                    | {memory: 1Gi}              | false
          not a quantity           | {a: one}                        | {a: two}                   | false
          list in another order    | {a: [x, y]}                     | {a: [y, x]}                | false
          named in another order   | {e: [{name: b, v: 2}, {name: a, v: 1}]} | {e: [{name: a, v: 1}, {name: b, v: 2}]} | true
          one more item            | {a: [x, y]}                     | {a: [x]}                   | false
          one item less            | {a: [x]}                        | {a: [x, y]}                | false
          item of another name     | {e: [{name: a}]}                | {e: [{name: b}]}           | false
          defaults inside an item  | {p: [{name: h, port: 1, protocol: TCP}]} | {p: [{name: h, port: 1}]} | true
          somebody else's label    | {labels: {a: x, b: y}}          | {labels: {a: x}}           | true
          one more to select by    | {spec: {selector: {a: x, b: y}}} | {spec: {selector: {a: x}}} | false
          one more to match        | {matchLabels: {a: x, b: y}}     | {matchLabels: {a: x}}      | false
          false and not there      | {}                              | {a: false}                 | false
          """)
  void covers(String title, String observed, String desired, boolean expected) {
    assertEquals(expected, Drift.covers(json(observed), json(desired)));
  }

  private static JsonNode json(String yaml) {
    return Serialization.unmarshal("---\n" + yaml, JsonNode.class);
  }
}
