package dev.tideway.operator.status;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.desired.Records;
import dev.tideway.operator.desired.Urls;
import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.Why;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reports each pass in the status, and each turn of events as an Event. */
public final class Reporter {
  private final EventRecorder events;
  private final Clock clock;
  // Kept from pass to pass, or the status would tell in turn of the plan and of the refusal.
  private final Map<String, Why> refusals = new ConcurrentHashMap<>();

  public Reporter(EventRecorder events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Writes what a pass decided, before it acts. */
  public void report(
      AppDeployment app, Snapshot snapshot, Plan plan, Context<AppDeployment> context) {
    Optional<Why> refusal = Optional.ofNullable(refusals.get(key(app)));
    AppDeploymentStatus status =
        Statuses.of(
            app.getStatus(),
            snapshot,
            plan,
            facts(app, snapshot.routed().lack(), refusal),
            clock.instant());
    boolean written = StatusWriter.write(app, status, context);
    Why why = refusal.orElse(plan.why());
    if (written && isNews(app.getStatus(), plan.phase(), why)) {
      events.record(app, why);
    }
  }

  /** Reports that a child is refused, where that is news. */
  public void refused(
      AppDeployment app, Snapshot snapshot, Plan plan, Context<AppDeployment> context, Why why) {
    if (!why.equals(refusals.put(key(app), why))) {
      // The copy that this pass read is older than the status that it wrote: take the newest.
      context
          .getPrimaryCache()
          .get(ResourceID.fromResource(app))
          .ifPresent(newest -> report(newest, snapshot, plan, context));
    }
  }

  /**
   * Notes that every child was accepted.
   *
   * @return whether a refusal is over, so that the status has to be written again
   */
  public boolean accepted(AppDeployment app) {
    return refusals.remove(key(app)) != null;
  }

  public void forget(AppDeployment app) {
    refusals.remove(key(app));
  }

  // A candidate is given up for the reason that its pods had before: that is news all the same.
  private static boolean isNews(@Nullable AppDeploymentStatus before, Phase phase, Why why) {
    boolean told =
        before != null
            && (phase != Phase.Aborted || phase.name().equals(before.phase()))
            && before.conditions() != null
            && before.conditions().stream()
                .anyMatch(
                    c -> c.getType().equals("Ready") && c.getReason().equals(why.reason().name()));
    return !told && why.reason().isNews();
  }

  /**
   * @param lack what the gateway can't do
   */
  static Statuses.Facts facts(AppDeployment app, Optional<String> lack, Optional<Why> refusal) {
    return new Statuses.Facts(
        app.getMetadata().getGeneration(),
        Labels.APP + "=" + app.getMetadata().getName(),
        Urls.of(app.getMetadata().getName(), app.getMetadata().getNamespace(), app.getSpec()),
        Unsupported.in(app.getSpec(), lack),
        Records.limit(app.getSpec()),
        refusal);
  }

  private static String key(AppDeployment app) {
    return app.getMetadata().getUid();
  }
}
