package dev.tideway.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0, false", "0.2, 0.1, true", "0.2, 0.2, false", "1, 0.999, true"})
  void failsAsOftenAsAsked(double rate, double roll, boolean fails) {
    assertEquals(fails, new Fault(rate, Duration.ZERO, NOW).fails(roll));
  }

  @Test
  void endsByItself() {
    Fault fault = new Fault(0.5, Duration.ofMillis(5), NOW);
    assertEquals(fault, fault.at(NOW.minusMillis(1)));
    assertEquals(Fault.none(), fault.at(NOW));
  }

  @Test
  void holdsAnHourAtMost() {
    Faults faults = new Faults(() -> NOW);
    Fault fault = faults.set(0, Duration.ZERO, Duration.ofDays(1));
    assertEquals(NOW.plus(Fault.LONGEST), fault.until());
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 0", "1.1, 0", "NaN, 0", "0, -1", "0, 10001"})
  void nothingElseIsAFault(double rate, long millis) {
    assertThrows(
        IllegalArgumentException.class, () -> new Fault(rate, Duration.ofMillis(millis), NOW));
  }
}
