package dev.tideway.operator.simulation;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.operator.domain.Answer;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the apiserver stores, as far as a rollout is concerned. */
final class Things {
  /** The app's own Service and its route; those of a revision have its hash. */
  static final String APP = "web";

  private Things() {}

  sealed interface Thing {}

  record App(Spec spec, long generation, @Nullable AppDeploymentStatus status) implements Thing {}

  record Action(Request request, Optional<Answer> answer) implements Thing {}

  record Record(long number) implements Thing {}

  /**
   * @param attempt when the stage began that it was made for
   */
  record Job(boolean ended, boolean succeeded, Instant attempt) implements Thing {}

  /**
   * @param selects hash of the one revision; empty for all of them
   */
  record Service(Optional<String> selects) implements Thing {}

  record Autoscaler(int min, int max) implements Thing {}

  /**
   * @param observed the size that its controller has taken note of
   * @param restarted when a restart was asked for last
   */
  record Deployment(
      int wanted, int observed, int available, Optional<Problem> problem, String restarted)
      implements Thing {
    Deployment sized(int replicas) {
      return new Deployment(replicas, observed, available, problem, restarted);
    }
  }

  /**
   * @param ready endpoints by hash
   */
  record Slice(Map<String, Integer> ready) implements Thing {
    int of(String hash) {
      return ready.getOrDefault(hash, 0);
    }
  }

  /**
   * @param weights percent by hash; empty when it leads to the app's own Service
   * @param observed the generation that the gateway has taken over
   */
  record Route(
      Map<String, Integer> weights, long generation, long observed, Optional<String> problem)
      implements Thing {}
}
