package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The revision that is taking over, or that was given up.
 *
 * @param step current step, counting from 1
 * @param stage what happens now
 * @param since when the stage began
 * @param approved whether the step's gate is passed
 * @param express whether it skips what steps are left
 * @param deadline when it is given up unless it progresses
 */
public record Candidate(
    Revision revision,
    OptionalInt weight,
    OptionalInt step,
    OptionalInt steps,
    String stage,
    Optional<Instant> since,
    boolean paused,
    boolean approved,
    boolean express,
    boolean override,
    Optional<Instant> deadline,
    Optional<String> why,
    Optional<String> reason) {

  static Candidate of(JsonNode node) {
    return new Candidate(
        Revision.of(node),
        Fields.number(node, "weight"),
        Fields.number(node, "step"),
        Fields.number(node, "steps"),
        node.path("stage").asText(""),
        Fields.instant(node, "since"),
        node.path("paused").asBoolean(),
        node.path("approved").asBoolean(),
        node.path("express").asBoolean(),
        node.path("override").asBoolean(),
        Fields.instant(node, "stepDeadline"),
        Fields.text(node, "why"),
        Fields.text(node, "reason"));
  }

  /** Whether it gets no traffic again before a new spec or a Retry. */
  public boolean isGivenUp() {
    // An operator from before there were stages gives a reason only then.
    return stage.equals("Aborting")
        || stage.equals("Aborted")
        || (stage.isEmpty() && reason.isPresent());
  }

  /** The step that it is at; empty when all are behind it. */
  OptionalInt currentStep() {
    return isPastSteps() ? OptionalInt.empty() : step;
  }

  /** Whether all steps are behind it. */
  boolean isPastSteps() {
    return stage.equals("Promoting")
        || stage.equals("Retiring")
        || (step.isEmpty() && steps.isPresent());
  }
}
