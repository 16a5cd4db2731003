package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.RolloutAction;
import dev.tideway.operator.observe.Requests;
import dev.tideway.operator.status.AnswerWriter;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of actions: those that name no app are rejected, and those that were answered are
 * collected after a day. What lies between is the business of the app that they name.
 */
public final class RolloutActionReconciler implements Reconciler<RolloutAction> {
  private static final Duration KEPT = Duration.ofDays(1);
  // An app may be applied together with an action for it.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AnswerWriter answers;
  private final Clock clock;

  public RolloutActionReconciler(AnswerWriter answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public UpdateControl<RolloutAction> reconcile(
      RolloutAction action, Context<RolloutAction> context) {
    if (context.isPrimaryResourceDeleted() || action.isMarkedForDeletion()) {
      return UpdateControl.noUpdate();
    }
    Instant now = clock.instant();
    return Requests.isAnswered(action)
        ? collect(action, context, now)
        : reject(action, context, now);
  }

  private static UpdateControl<RolloutAction> collect(
      RolloutAction action, Context<RolloutAction> context, Instant now) {
    Instant answered =
        Optional.ofNullable(action.getStatus().appliedAt()).map(Instant::parse).orElse(now);
    Duration left = Duration.between(now, answered.plus(KEPT));
    if (left.isPositive()) {
      return UpdateControl.<RolloutAction>noUpdate().rescheduleAfter(left);
    }
    context.getClient().resource(action).delete();
    return UpdateControl.noUpdate();
  }

  private UpdateControl<RolloutAction> reject(
      RolloutAction action, Context<RolloutAction> context, Instant now) {
    Instant created = Instant.parse(action.getMetadata().getCreationTimestamp());
    Duration left = Duration.between(now, created.plus(PATIENCE));
    if (left.isPositive()) {
      return UpdateControl.<RolloutAction>noUpdate().rescheduleAfter(left);
    }
    boolean exists =
        context
                .getClient()
                .resources(AppDeployment.class)
                .inNamespace(action.getMetadata().getNamespace())
                .withName(action.getSpec().app())
                .get()
            != null;
    if (!exists) {
      answers.reject(
          action,
          "there is no AppDeployment " + action.getSpec().app() + " in this namespace",
          now);
      return UpdateControl.noUpdate();
    }
    return UpdateControl.<RolloutAction>noUpdate().rescheduleAfter(PATIENCE);
  }
}
