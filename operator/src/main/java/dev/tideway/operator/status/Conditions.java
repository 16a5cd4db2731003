package dev.tideway.operator.status;

import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Conditions by the kstatus convention: Ready, and the abnormal-true Reconciling and Stalled. */
final class Conditions {
  private final List<Condition> before;
  private final long generation;
  private final Instant now;

  /**
   * @param before conditions as they stand; one that keeps its status keeps its transition time
   */
  Conditions(List<Condition> before, long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now;
  }

  List<Condition> of(Phase phase, Why why, boolean firstSight, Optional<String> unsupported) {
    String ready = firstSight ? "Unknown" : bool(phase == Phase.Ready);
    boolean stalled = phase == Phase.Aborted || phase == Phase.Degraded;
    boolean reconciling = phase == Phase.Progressing;
    return Stream.concat(
            Stream.of(
                condition("Ready", ready, why.reason().name(), why.text()),
                condition("Reconciling", bool(reconciling), phase.name(), ""),
                condition("Stalled", bool(stalled), phase.name(), "")),
            unsupported.stream()
                .map(text -> condition("Unsupported", "True", Reason.NotImplemented.name(), text)))
        .toList();
  }

  private Condition condition(String type, String status, String reason, String message) {
    String since =
        before.stream()
            .filter(c -> c.getType().equals(type) && c.getStatus().equals(status))
            .map(Condition::getLastTransitionTime)
            .findFirst()
            .orElse(Times.text(now));
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withObservedGeneration(generation)
        .withLastTransitionTime(since)
        .build();
  }

  private static String bool(boolean value) {
    return value ? "True" : "False";
  }
}
