package dev.tideway.operator.observe;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Jobs;
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
    Optional<Job> behind = behind(target.hash(), observed);
    return observed
        .jobOf(target.hash())
        .map(job -> of(app, job, behind))
        .orElseGet(() -> pending(app, behind));
  }

  /** A Job of another revision that still runs: two would change the same data at once. */
  public static Optional<Job> behind(String hash, Observed observed) {
    return observed.jobs().stream()
        .filter(Migrations::isActive)
        .filter(job -> !Observed.revisionOf(job).equals(hash))
        .findFirst();
  }

  /** Whether a Job may still do something. */
  public static boolean isActive(Job job) {
    return condition(job, "Complete").isEmpty() && condition(job, "Failed").isEmpty();
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
        && attempt(job).filter(p.since()::equals).isEmpty();
  }

  private static Migration of(App app, Job job, Optional<Job> behind) {
    if (condition(job, "Complete").isPresent()) {
      return new Migration.Done();
    }
    return condition(job, "Failed")
        .<Migration>map(c -> failed(job, c, allowed(app, behind)))
        // Of an earlier attempt, as it runs before this one has begun.
        .orElseGet(() -> new Migration.Pending(allowed(app, Optional.of(job)), Optional.empty()));
  }

  private static Migration pending(App app, Optional<Job> behind) {
    return new Migration.Pending(
        allowed(app, behind), behind.map(job -> job.getMetadata().getName()));
  }

  /** With what it has to wait for. */
  private static Duration allowed(App app, Optional<Job> behind) {
    return behind
        .map(job -> job.getSpec().getActiveDeadlineSeconds())
        .map(Duration::ofSeconds)
        .orElse(Duration.ZERO)
        .plus(timeout(app));
  }

  private static Optional<Instant> attempt(Job job) {
    return Optional.ofNullable(job.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Jobs.ATTEMPT))
        .map(Instant::parse);
  }

  private static Migration.Failed failed(Job job, JobCondition failed, Duration timeout) {
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
        new Why(Reason.MigrationFailed, words, next), attempt(job), timeout);
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
