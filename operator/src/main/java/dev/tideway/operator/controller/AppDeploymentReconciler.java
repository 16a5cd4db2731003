package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.apply.Refusal;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.observe.Informers;
import dev.tideway.operator.status.AnswerWriter;
import dev.tideway.operator.status.EventRecorder;
import dev.tideway.operator.status.Reporter;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Observe, plan, write the intent, apply, come back: the whole way of an app on one screen. */
public final class AppDeploymentReconciler implements Reconciler<AppDeployment> {
  // While a rollout is under way, a refusal must not cost it a deadline.
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

  private final Informers informers;
  private final Applier applier;
  private final Reporter reporter;
  private final AnswerWriter answers;
  private final Holds holds;
  private final Departure departure;
  private final Clock clock;

  public AppDeploymentReconciler(
      Informers informers,
      Applier applier,
      EventRecorder events,
      AnswerWriter answers,
      Holds holds,
      Clock clock) {
    this.informers = informers;
    this.applier = applier;
    this.reporter = new Reporter(events, clock);
    this.answers = answers;
    this.holds = holds;
    this.departure = new Departure(informers);
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, AppDeployment>> prepareEventSources(
      EventSourceContext<AppDeployment> context) {
    return Stream.concat(informers.start(context).stream(), holds.start(context).stream()).toList();
  }

  @Override
  public UpdateControl<AppDeployment> reconcile(
      AppDeployment resource, Context<AppDeployment> context) {
    if (context.isPrimaryResourceDeleted()) {
      applier.forget(informers.observe(resource));
      reporter.forget(resource);
      holds.forget(resource);
      return UpdateControl.noUpdate();
    }
    if (resource.isMarkedForDeletion()) {
      departure.handOver(resource, context, applier.fenced(clock, clock.instant()));
      return UpdateControl.noUpdate();
    }
    if (departure.prepare(resource, context)) {
      return UpdateControl.<AppDeployment>noUpdate().rescheduleAfter(Duration.ZERO);
    }
    Instant now = clock.instant();
    Moment moment = Moment.of(resource, informers.observe(resource), holds, applier, now);
    Snapshot snapshot = moment.snapshot();
    Plan plan = moment.plan(now);

    reporter.report(resource, snapshot, plan, context);
    holds.stands(resource, plan.state(), now);
    answers.deliver(moment.observed().actions(), plan.next().answers());
    Optional<Refusal> refusal = new Reconciliation(moment, plan, applier.fenced(clock, now)).run();
    if (refusal.isPresent()) {
      reporter.refused(resource, snapshot, plan, context, refusal.get().why());
      if (plan.wakeAt().isPresent()) {
        return comeBack(earlier(plan.wakeAt().get(), now.plus(AFTER_REFUSAL)), now);
      }
      throw refusal.get().cause(); // tried again, less and less often
    }
    departure.revoke(resource, context);
    boolean retracted = reporter.accepted(resource);
    return comeBack(retracted ? Optional.of(now) : plan.wakeAt(), now);
  }

  private static UpdateControl<AppDeployment> comeBack(Optional<Instant> at, Instant now) {
    UpdateControl<AppDeployment> done = UpdateControl.noUpdate();
    return at.map(instant -> done.rescheduleAfter(atLeastAMoment(Duration.between(now, instant))))
        .orElse(done);
  }

  private static Optional<Instant> earlier(Instant one, Instant other) {
    return Optional.of(one.isBefore(other) ? one : other);
  }

  // A timer that fires a little early would find nothing to do, and would not be set again.
  private static Duration atLeastAMoment(Duration wait) {
    return wait.isPositive() ? wait.plusMillis(10) : Duration.ofMillis(10);
  }
}
