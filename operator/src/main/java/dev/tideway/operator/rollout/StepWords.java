package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Observing;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.State.Promoting;
import dev.tideway.operator.domain.State.Retiring;
import dev.tideway.operator.domain.State.Scaling;
import dev.tideway.operator.domain.State.Shifting;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.State.Waiting;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Strategy.Stepped;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Says in a sentence where a candidate stands, and what to type next. */
final class StepWords {
  private StepWords() {}

  static Why of(Snapshot s, Stepping st, Instant now) {
    Rollout r = st.rollout();
    if (Pauses.isHeld(s, r) && !(st instanceof Aborting || st instanceof Retiring)) {
      return held(s, r);
    }
    return switch (st) {
      case Scaling sc -> scaling(s, sc);
      case Shifting sh ->
          Why.of(
              Reason.Shifting,
              r.candidate().label()
                  + " gets "
                  + r.weight()
                  + " % of the traffic"
                  + step(s, r)
                  + ", which the gateway has not confirmed yet"
                  + s.routed().problem().map(p -> ": " + p).orElse(""));
      case Observing o -> observing(s, o, now);
      case Promoting p ->
          Why.of(
              Reason.Promoting,
              r.candidate().label()
                  + " has all the traffic; Service "
                  + s.app().name()
                  + " turns to it");
      case Retiring re ->
          new Why(
              Reason.Retiring,
              r.candidate().label()
                  + " has all the traffic; "
                  + label(r.stable())
                  + " is kept until "
                  + re.until().truncatedTo(ChronoUnit.SECONDS),
              "to go back at once, " + s.app().command("abort"));
      case Aborting a -> aborting(s, a, now);
    };
  }

  private static Why scaling(Snapshot s, Scaling sc) {
    Rollout r = sc.rollout();
    Capacity candidate = s.capacityOf(r.candidate());
    String sentence =
        r.candidate().label()
            + " gets ready for "
            + Stepper.strategy(s).at(r.step()).weight()
            + " % of the traffic"
            + step(s, r)
            + ": "
            + candidate.serving()
            + " of "
            + Words.pods(Sizes.needed(s, r, r.step()))
            + " ready";
    // A pod that starts is not ready: that is no news, and would be told for each.
    return Words.waiting(
        sentence,
        candidate.problem().filter(p -> p.reason().severity() == Reason.Severity.Warning),
        Reason.Scaling);
  }

  private static Why observing(Snapshot s, Observing o, Instant now) {
    Rollout r = o.rollout();
    String has = r.candidate().label() + " has " + r.weight() + " % of the traffic" + step(s, r);
    if (Stepper.awaitsApproval(s, o, now)) {
      return new Why(
          Reason.AwaitingApproval, has + " and waits for approval", s.app().command("promote"));
    }
    if (s.sight().verdict() instanceof Verdict.Inconclusive inconclusive) {
      return Why.of(Reason.Observing, has + "; no verdict yet: " + inconclusive.message());
    }
    boolean held = now.isBefore(Stepper.holdEnd(s, o));
    return Why.of(
        Reason.Observing,
        held
            ? has + " and is watched until " + Stepper.holdEnd(s, o).truncatedTo(ChronoUnit.SECONDS)
            : has);
  }

  private static Why aborting(Snapshot s, Aborting a, Instant now) {
    Why why =
        a.failure()
            .orElseGet(
                () ->
                    Why.of(
                        Reason.Superseded,
                        a.rollout().candidate().label()
                            + " is no longer asked for: all traffic goes back to "
                            + label(a.rollout().stable())
                            + "."));
    if (now.isBefore(a.deadline()) || Stepper.isBack(s, a)) {
      return why;
    }
    return Stepper.strategy(s).by() == By.Route ? unconfirmed(s, why) : shortOfPods(s, a, why);
  }

  private static Why unconfirmed(Snapshot s, Why why) {
    return new Why(
        Reason.RouteNotConfirmed,
        why.message()
            + " The gateway has not confirmed it"
            + s.routed().problem().map(p -> ": " + p).orElse("")
            + ".",
        "look at the route: " + describe(s));
  }

  private static Why shortOfPods(Snapshot s, Aborting a, Why why) {
    Capacity stable = s.capacityOf(a.rollout().stable().orElseThrow());
    return Words.waiting(
        why.message()
            + " It has "
            + stable.serving()
            + " of "
            + Words.pods(a.rollout().total())
            + " ready",
        stable.problem(),
        Reason.WaitingForPods);
  }

  /** What holds a rollout that is under way. */
  static Why held(Snapshot s, Rollout r) {
    return Pauses.freeze(s, r)
        .map(
            hold ->
                new Why(
                    hold.why().reason(),
                    r.candidate().label() + " stays where it is: " + hold.why().message(),
                    hold.why().next()))
        .orElseGet(
            () ->
                new Why(
                    Reason.Paused,
                    r.candidate().label()
                        + " is paused"
                        + (r.weight() > 0 ? " at " + r.weight() + " % of the traffic" : ""),
                    s.app().command("resume")));
  }

  static Why waiting(Snapshot s, Waiting w) {
    return s.hold()
        .map(
            hold ->
                new Why(
                    hold.why().reason(),
                    w.rollout().candidate().label() + " waits: " + hold.why().message(),
                    hold.why().next()))
        .orElseGet(() -> Why.of(Reason.Queued, w.rollout().candidate().label() + " starts"));
  }

  static Why migrating(Snapshot s, Preparing p) {
    if (s.sight().migration() instanceof Migration.Pending(Duration _, Optional<String> behind)
        && behind.isPresent()) {
      return new Why(
          Reason.Migrating,
          p.rollout().candidate().label()
              + " waits for Job "
              + behind.get()
              + ", the migration of another revision, which still runs",
          "kubectl logs -f -n " + s.app().namespace() + " job/" + behind.get());
    }
    return new Why(
        Reason.Migrating,
        p.rollout().candidate().label() + " waits for its migration Job",
        "to watch it, kubectl logs -f -n "
            + s.app().namespace()
            + " -l tideway.dev/migration="
            + p.rollout().candidate().hash());
  }

  static Why notMigrated(Rollout r, Why job) {
    return new Why(
        Reason.MigrationFailed,
        r.candidate().label() + " got no traffic: " + job.message() + serves(r),
        job.next());
  }

  static Why migratesTooLong(Snapshot s, Preparing p) {
    return notMigrated(
        p.rollout(),
        new Why(
            Reason.MigrationFailed,
            "its migration Job did not end in time (spec.migration.timeout)",
            "kubectl describe job -n "
                + s.app().namespace()
                + " -l tideway.dev/revision="
                + p.rollout().candidate().hash()));
  }

  static Why regressed(Rollout r, Why metric) {
    return new Why(
        Reason.Regressed,
        givenUp(r) + metric.message() + serves(r),
        metric.next().isEmpty() ? "correct the spec and apply it." : metric.next());
  }

  static Why abortRequested(Rollout r, String by, String reason) {
    return new Why(
        Reason.AbortRequested,
        givenUp(r)
            + by
            + " asked for it"
            + (reason.isBlank() ? "" : " (" + reason + ")")
            + serves(r),
        "correct the spec and apply it, or try the same again with kubectl appd retry.");
  }

  /** A stage took too long. */
  static Why overdue(Snapshot s, Stepping st) {
    Rollout r = st.rollout();
    return switch (st) {
      case Shifting sh ->
          new Why(
              Reason.RouteNotConfirmed,
              givenUp(r)
                  + "the gateway did not confirm "
                  + r.weight()
                  + " % within "
                  + Words.words(s.progressDeadline())
                  + " (spec.progressDeadline)"
                  + s.routed().problem().map(p -> ": " + p).orElse("")
                  + serves(r),
              describe(s));
      case Promoting p ->
          new Why(
              Reason.ProgressDeadlineExceeded,
              givenUp(r)
                  + "Service "
                  + s.app().name()
                  + " did not show its pods within "
                  + Words.words(s.progressDeadline())
                  + " (spec.progressDeadline)"
                  + serves(r),
              "kubectl get endpointslices -n "
                  + s.app().namespace()
                  + " -l kubernetes.io/service-name="
                  + s.app().name());
      case Observing o ->
          new Why(
              Reason.NoVerdict,
              givenUp(r) + "the metrics gave no verdict in time" + serves(r),
              "look at spec.analysis and at Prometheus.");
      case Scaling _, Retiring _, Aborting _ ->
          Words.givenUp(
              s.capacityOf(r.candidate()), r.stable().orElseThrow(), s.progressDeadline());
    };
  }

  private static String step(Snapshot s, Rollout r) {
    Stepped strategy = Stepper.strategy(s);
    return strategy.isLast(r.step()) || strategy.steps().size() == 1
        ? ""
        : " at step " + (r.step() + 1) + " of " + strategy.steps().size();
  }

  /** The command that shows what is wrong with a route. */
  static String describe(Snapshot s) {
    return "kubectl describe -n " + s.app().namespace() + " " + s.routed().object(s.app());
  }

  private static String givenUp(Rollout r) {
    return r.candidate().label() + " was given up: ";
  }

  private static String serves(Rollout r) {
    return r.stable().map(stable -> ". " + stable.label() + " serves.").orElse(".");
  }

  private static String label(Optional<RevisionId> revision) {
    return revision.map(RevisionId::label).orElse("nothing");
  }
}
