package dev.tideway.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void sayLittleByDefault() {
    assertEquals(
        new Settings(Set.of(), true, "tideway", "pod-1", 8, 0, 8080),
        Settings.from(Map.of("POD_NAMESPACE", "tideway", "POD_NAME", "pod-1")));
  }

  @Test
  void readEveryVariable() {
    assertEquals(
        new Settings(Set.of("shop", "bank"), false, "default", "pod-1", 3, 2, 0),
        Settings.from(
            Map.of(
                "TIDEWAY_WATCH_NAMESPACES", " shop, bank,, ",
                "TIDEWAY_LEADER_ELECTION", " false ",
                "POD_NAME", "pod-1",
                "TIDEWAY_WORKERS", "3",
                "TIDEWAY_MAX_CONCURRENT_ROLLOUTS", "2",
                "TIDEWAY_MANAGEMENT_PORT", "0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POD_NAMESPACE=                         | POD_NAMESPACE is not set, and leader election needs it: set it to the operator's own namespace, or set TIDEWAY_LEADER_ELECTION=false for a single replica
          POD_NAMESPACE=n TIDEWAY_LEADER_ELECTION=yes | TIDEWAY_LEADER_ELECTION is yes; write true or false
          POD_NAMESPACE=n TIDEWAY_WORKERS=0      | TIDEWAY_WORKERS is 0; write a number from 1 to 256
          POD_NAMESPACE=n TIDEWAY_WORKERS=many   | TIDEWAY_WORKERS is many; write a number from 1 to 256
          POD_NAMESPACE=n TIDEWAY_MANAGEMENT_PORT=65536 | TIDEWAY_MANAGEMENT_PORT is 65536; write a number from 0 to 65535
          """)
  void sayWhatToWriteInstead(String env, @Nullable String words) {
    Map<String, String> variables =
        Arrays.stream(env.split(" "))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    assertEquals(
        words,
        assertThrows(IllegalArgumentException.class, () -> Settings.from(variables)).getMessage());
  }
}
