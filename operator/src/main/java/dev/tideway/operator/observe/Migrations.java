package dev.tideway.operator.observe;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from a revision's Job whether it may have traffic. */
public final class Migrations {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

  private Migrations() {}

  /** Where the Job of the revision that the spec asks for stands. */
  static Migration of(App app, RevisionId target, Optional<State> state, Observed observed) {
    // What serves has had its own.
    boolean serves = state.flatMap(State::stable).filter(target::sameAs).isPresent();
    if (app.spec().migration() == null || serves) {
      return new Migration.Done();
    }
    return observed.jobOf(target.hash()).map(job -> of(app, job)).orElseGet(() -> pending(app));
  }

  /** How long the Job may take with all its attempts. */
  public static Duration timeout(App app) {
    return Optional.ofNullable(app.spec().migration())
        .map(m -> m.timeout())
        .map(Durations::parse)
        .orElse(DEFAULT_TIMEOUT);
  }

  /** Whether a Job failed in an earlier attempt than the one that a state is in. */
  public static boolean isOutdated(Job job, State state) {
    return state instanceof State.Preparing p
        && condition(job, "Failed").isPresent()
        && failed(job, condition(job, "Failed").get()).isBefore(p.since());
  }

  private static Migration of(App app, Job job) {
    if (condition(job, "Complete").isPresent()) {
      return new Migration.Done();
    }
    return condition(job, "Failed")
        .<Migration>map(c -> failed(job, c))
        .orElseGet(() -> pending(app));
  }

  private static Migration pending(App app) {
    return new Migration.Pending(timeout(app));
  }

  private static Migration.Failed failed(Job job, JobCondition failed) {
    String name = job.getMetadata().getName();
    String words =
        "job "
            + name
            + " failed: "
            + Stream.of(failed.getReason(), failed.getMessage())
                .flatMap(Stream::ofNullable)
                .reduce((a, b) -> a + ": " + b)
                .orElse("no reason given");
    String next = "kubectl logs -n " + job.getMetadata().getNamespace() + " job/" + name;
    return new Migration.Failed(
        new Why(Reason.MigrationFailed, words, next),
        Instant.parse(job.getMetadata().getCreationTimestamp()));
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    return Optional.ofNullable(job.getStatus())
        .map(s -> s.getConditions())
        .orElse(List.of())
        .stream()
        .filter(c -> c.getType().equals(type) && c.getStatus().equals("True"))
        .findFirst();
  }
}
