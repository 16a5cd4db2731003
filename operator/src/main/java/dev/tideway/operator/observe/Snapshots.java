package dev.tideway.operator.observe;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.Autoscaling;
import dev.tideway.crds.RollingUpdate;
import dev.tideway.crds.Strategy;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.domain.AppName;
import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Share;
import dev.tideway.operator.domain.Sight;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Wish;
import dev.tideway.operator.traffic.TrafficRouter;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what the caches hold into what the engine reads. */
public final class Snapshots {
  private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(10);
  private static final Share DEFAULT_SURGE = new Share.Percent(25);
  private static final Share DEFAULT_UNAVAILABLE = new Share.Pods(0);
  private static final int DEFAULT_MIN_REPLICAS = 2;

  private Snapshots() {}

  /**
   * @param hold what keeps a rollout of this app from starting
   * @param verdict what the metrics say of its candidate
   * @param served hashes of the revisions that have been stable
   */
  public static Snapshot of(
      App app,
      Revisions revisions,
      Optional<Memory> memory,
      Observed observed,
      Optional<Hold> hold,
      Verdict verdict,
      Set<String> served) {
    AppDeploymentSpec spec = app.spec();
    return new Snapshot(
        new AppName(app.namespace(), app.name()),
        new Wish(
            revisions.target().id(),
            size(spec),
            Strategies.of(spec),
            share(spec, RollingUpdate::maxSurge, DEFAULT_SURGE),
            share(spec, RollingUpdate::maxUnavailable, DEFAULT_UNAVAILABLE),
            Optional.ofNullable(spec.progressDeadline())
                .map(Durations::parse)
                .orElse(DEFAULT_DEADLINE)),
        memory,
        new Sight(
            observed.deployments().stream()
                .filter(d -> d.getMetadata().getDeletionTimestamp() == null)
                .map(d -> capacity(app, d, revisions, observed))
                .toList(),
            mixable(revisions, memory.map(Memory::state), observed),
            observed.hasNamed(),
            observed.isShared(app.name()),
            TrafficRouter.of(app).read(app, revisions.byHash().keySet(), observed.scene()),
            Migrations.of(app, revisions.target().id(), memory.map(Memory::state), observed),
            verdict,
            revisions.byHash().values().stream()
                .map(Revision::id)
                .filter(id -> served.contains(id.hash()))
                .toList()),
        Requests.open(observed.actions()),
        hold);
  }

  private static boolean mixable(Revisions revisions, Optional<State> state, Observed observed) {
    RevisionId target = revisions.target().id();
    Set<String> running = new HashSet<>(observed.sizes().keySet());
    running.add(target.hash());
    return revisions.ports(state.map(State::inService).orElse(target), running, observed).fit();
  }

  /** How many pods a spec asks for. */
  public static Size size(AppDeploymentSpec spec) {
    Autoscaling autoscaling = spec.autoscaling();
    if (autoscaling == null) {
      return new Size.Fixed(Optional.ofNullable(spec.replicas()).orElse(1));
    }
    int max = autoscaling.maxReplicas();
    int min = Optional.ofNullable(autoscaling.minReplicas()).orElse(DEFAULT_MIN_REPLICAS);
    return new Size.Autoscaled(Math.min(min, max), max);
  }

  private static Share share(
      AppDeploymentSpec spec,
      Function<RollingUpdate, @Nullable IntOrString> field,
      Share otherwise) {
    return Optional.ofNullable(spec.strategy())
        .map(Strategy::rollingUpdate)
        .map(field::apply)
        .map(value -> Share.parse(String.valueOf(value.getValue())))
        .orElse(otherwise);
  }

  private static Capacity capacity(App app, Deployment d, Revisions revisions, Observed observed) {
    String hash = Observed.revisionOf(d);
    int available = Optional.ofNullable(d.getStatus()).map(s -> s.getAvailableReplicas()).orElse(0);
    return new Capacity(
        revisions.get(hash).id(),
        Optional.ofNullable(d.getSpec().getReplicas()).orElse(1),
        available,
        worst(PodProblems.of(observed.podsOf(hash)), refusal(d)),
        Endpoints.reachable(app, hash, observed),
        Endpoints.home(app, hash, observed));
  }

  private static Optional<Problem> worst(Optional<Problem> one, Optional<Problem> other) {
    return Stream.concat(one.stream(), other.stream()).min(Problem.WORST_FIRST);
  }

  /** Pods that the apiserver refuses never exist, so only their Deployment can tell. */
  static Optional<Problem> refusal(Deployment d) {
    if (d.getStatus() == null) {
      return Optional.empty();
    }
    String name = d.getMetadata().getName();
    return d.getStatus().getConditions().stream()
        .filter(c -> c.getType().equals("ReplicaFailure") && c.getStatus().equals("True"))
        .findFirst()
        .map(DeploymentCondition::getMessage)
        .map(
            message ->
                new Problem(
                    Reason.PodsRejected,
                    "deployment " + name,
                    message,
                    "kubectl describe replicaset -n "
                        + d.getMetadata().getNamespace()
                        + " -l tideway.dev/revision="
                        + Observed.revisionOf(d),
                    "kubectl get events -n "
                        + d.getMetadata().getNamespace()
                        + " --field-selector reason=FailedCreate",
                    Problem.Hope.Seconds));
  }
}
