package dev.tideway.app.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
  private final Circuit<String> circuit = new Circuit<>(Duration.ofNanos(100), now::get);

  @Test
  void oneTriesAndTheOthersGoWithout() {
    assertTrue(circuit.mayTry());
    assertFalse(circuit.mayTry());
    assertEquals(Circuit.Name.HALF_OPEN, circuit.name());
    assertEquals(Optional.empty(), circuit.use());

    circuit.close("it");
    assertEquals(Optional.of("it"), circuit.use());
    assertFalse(circuit.mayTry());
  }

  @Test
  void afterAFailureNobodyTriesForAWhile() {
    circuit.open();
    now.addAndGet(99);
    assertFalse(circuit.mayTry());
    assertEquals(Circuit.Name.OPEN, circuit.name());
    now.addAndGet(1);
    assertTrue(circuit.mayTry());
  }

  @Test
  void whatFailedBeforeDoesNotEndWhatWorksNow() {
    circuit.close("new");
    assertFalse(circuit.open("old"));
    assertEquals(Optional.of("new"), circuit.use());
    assertTrue(circuit.open("new"));
    assertFalse(circuit.open("new"));
    assertEquals(Circuit.Name.OPEN, circuit.name());
  }
}
