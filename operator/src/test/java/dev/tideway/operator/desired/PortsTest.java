package dev.tideway.operator.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppPort;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alone                        | http:8080            |                           | http         | true
          nothing changed              | http:8080            | http:8080                 | http         | true
          another number               | http:8080            | http:9090                 | http         | true
          another name                 | http:8080            | web:8080                  | 8080         | true
          another name and number      | http:8080            | web:9090                  | http         | false
          other order                  | http:8080 admin:9000 | admin:9000 http:8080      | http admin   | true
          a second port is new         | http:8080            | http:8080 admin:9000      | http         | true
          a second port is given up    | http:8080 admin:9000 | http:8080                 | http admin   | true
          a second port is renamed     | http:8080 admin:9000 | http:8080 ops:9000        | http 9000    | true
          both are renamed             | http:8080 admin:9000 | web:8080 ops:9000         | 8080 9000    | true
          names change places          | a:1 b:2              | a:2 b:1                   | a b          | true
          three agree on the name      | http:8080            | http:8081 ; http:8082     | http         | true
          three agree on the number    | http:8080            | web:8080 ; api:8080       | 8080         | true
          three agree on neither       | http:8080            | http:8081 ; api:8080      | http         | false
          a number leads past no pod   | a:1 x:7              | a:1 y:7 ; a:1             | a x          | false
          """)
  void leadToWhatEveryRevisionHas(
      String title, String shown, @Nullable String others, String targets, boolean fit) {
    Ports ports = new Ports(ports(shown), all(others), List.of());
    assertEquals(
        targets,
        ports.shown().stream()
            .map(port -> String.valueOf(ports.target(port).getValue()))
            .collect(Collectors.joining(" ")));
    assertEquals(fit, ports.fit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http:8080            |                          |                      | [8080]
          http:8080            | http:9090                |                      | [8080, 9090]
          http:8080            |                          | http:8080 admin:9000 | [8080, 9000]
          http:8080 admin:9000 | http:8081 ; http:8082    | admin:9001           | [8080, 9000, 8081, 8082, 9001]
          """)
  void areOpenOnEveryPod(
      String shown, @Nullable String others, @Nullable String leaving, String numbers) {
    assertEquals(numbers, new Ports(ports(shown), all(others), all(leaving)).numbers().toString());
  }

  private static List<List<AppPort>> all(@Nullable String revisions) {
    return revisions == null
        ? List.of()
        : Arrays.stream(revisions.split(" ; ")).map(PortsTest::ports).toList();
  }

  private static List<AppPort> ports(String text) {
    return Arrays.stream(text.trim().split(" "))
        .map(port -> port.split(":"))
        .map(port -> new AppPort(port[0], Integer.valueOf(port[1])))
        .toList();
  }
}
