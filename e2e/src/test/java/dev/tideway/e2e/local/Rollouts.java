package dev.tideway.e2e.local;

import dev.tideway.crds.ActionType;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.crds.CandidateStatus;
import dev.tideway.crds.RolloutAction;
import dev.tideway.crds.RolloutActionSpec;
import dev.tideway.crds.RolloutActionStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches and steers the rollout of one app.
 *
 * @param shop where the app is
 * @param app its name
 */
record Rollouts(Shop shop, String app) {

  /** Asks for something, and waits for the answer. */
  RolloutActionStatus act(ActionType action, @Nullable Long revision, @Nullable Long toRevision) {
    Resource<RolloutAction> created = create(action, revision, toRevision);
    Shop.await(
        () -> "an answer to " + action + ": " + status(),
        Shop.PATIENCE,
        () -> answer(created).isPresent());
    return answer(created).orElseThrow();
  }

  /** Asks for something. */
  Resource<RolloutAction> create(
      ActionType action, @Nullable Long revision, @Nullable Long toRevision) {
    RolloutAction object = new RolloutAction();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withGenerateName(app + "-")
            .withNamespace(shop.namespace())
            .addToAnnotations("tideway.dev/requested-by", "admin")
            .build());
    object.setSpec(new RolloutActionSpec(app, action, revision, toRevision, "a test", false));
    return shop.client().resource(shop.client().resource(object).create());
  }

  static Optional<RolloutActionStatus> answer(Resource<RolloutAction> action) {
    return Optional.ofNullable(action.get().getStatus()).filter(s -> s.phase() != null);
  }

  /** Acts on the candidate that there is. */
  RolloutActionStatus act(ActionType action) {
    return act(action, candidate().revision(), null);
  }

  /** Waits until the candidate is at a step, counting from 1, and needs an approval. */
  void awaitGate(int step) {
    await("gate " + step, s -> "AwaitingApproval".equals(s.phase()) && step == step(s));
  }

  void awaitStage(String stage) {
    await("stage " + stage, s -> stage.equals(stage(s)));
  }

  void awaitPhase(String phase) {
    await("phase " + phase, s -> phase.equals(s.phase()));
  }

  private void await(String what, Predicate<AppDeploymentStatus> wanted) {
    Shop.await(
        () -> what + " of " + app + ": " + status(), Shop.PATIENCE, () -> wanted.test(status()));
  }

  /**
   * Does something at the very moment at which a stage is written.
   *
   * @return what it came to
   */
  <T> CompletableFuture<T> onStage(String stage, Supplier<T> deed) {
    return shop.onStatus(app, status -> stage.equals(stage(status)), deed);
  }

  String stage() {
    return stage(status());
  }

  CandidateStatus candidate() {
    return Objects.requireNonNull(status().candidate(), "there is no candidate");
  }

  AppDeploymentStatus status() {
    return Objects.requireNonNull(shop.get(app).getStatus());
  }

  /** What the route says: weights by Service. */
  Map<String, Integer> weights() {
    return rule().getBackendRefs().stream()
        .collect(Collectors.toMap(b -> b.getName(), b -> b.getWeight()));
  }

  /** What the route says to those who are no testers. */
  HTTPRouteRule rule() {
    HTTPRoute route =
        shop.client()
            .resources(HTTPRoute.class)
            .inNamespace(shop.namespace())
            .withName(app)
            .require();
    return route.getSpec().getRules().getLast();
  }

  private static String stage(AppDeploymentStatus status) {
    return Optional.ofNullable(status.candidate()).map(CandidateStatus::stage).orElse("Idle");
  }

  private static int step(AppDeploymentStatus status) {
    return Optional.ofNullable(status.candidate()).map(CandidateStatus::step).orElse(0);
  }
}
