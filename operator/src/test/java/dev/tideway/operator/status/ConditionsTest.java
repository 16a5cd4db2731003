package dev.tideway.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final Why WHY = new Why(Reason.RolledOut, "it serves.", "look");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Progressing,      false, Ready=False Reconciling=True Stalled=False
          Ready,            false, Ready=True Reconciling=False Stalled=False
          AwaitingApproval, false, Ready=False Reconciling=False Stalled=False
          Paused,           false, Ready=False Reconciling=False Stalled=False
          Aborted,          false, Ready=False Reconciling=False Stalled=True
          Degraded,         false, Ready=False Reconciling=False Stalled=True
          Progressing,      true,  Ready=Unknown Reconciling=True Stalled=False
          """)
  void followThePhase(Phase phase, boolean firstSight, String expected) {
    List<Condition> conditions =
        new Conditions(List.of(), 4, NOW).of(phase, WHY, firstSight, Optional.empty());
    assertEquals(
        expected,
        conditions.stream()
            .map(c -> c.getType() + "=" + c.getStatus())
            .collect(Collectors.joining(" ")));
  }

  @Test
  void sayWhyAndForWhichGeneration() {
    Condition ready = conditions(List.of(), NOW, Phase.Ready, Optional.empty()).getFirst();
    assertEquals("RolledOut", ready.getReason());
    assertEquals("it serves. Next: look", ready.getMessage());
    assertEquals(4, ready.getObservedGeneration());
    assertEquals("2026-01-01T00:00:00Z", ready.getLastTransitionTime());
  }

  @Test
  void nameWhatIsNotActedOn() {
    Condition last =
        conditions(List.of(), NOW, Phase.Ready, Optional.of("spec.adopt is not")).getLast();
    assertEquals("Unsupported", last.getType());
    assertEquals("True", last.getStatus());
    assertEquals("NotImplemented", last.getReason());
    assertEquals("spec.adopt is not", last.getMessage());
  }

  @Test
  void keepTheirTimeUntilTheirStatusTurns() {
    List<Condition> before = conditions(List.of(), NOW, Phase.Progressing, Optional.empty());
    Instant later = NOW.plusSeconds(60);
    assertEquals(before, conditions(before, later, Phase.Progressing, Optional.empty()));
    assertEquals(
        List.of("2026-01-01T00:01:00Z", "2026-01-01T00:01:00Z", "2026-01-01T00:00:00Z"),
        conditions(before, later, Phase.Ready, Optional.empty()).stream()
            .map(Condition::getLastTransitionTime)
            .toList());
  }

  private static List<Condition> conditions(
      List<Condition> before, Instant now, Phase phase, Optional<String> unsupported) {
    return new Conditions(before, 4, now).of(phase, WHY, false, unsupported);
  }
}
