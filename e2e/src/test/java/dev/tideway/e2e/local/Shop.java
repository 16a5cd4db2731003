package dev.tideway.e2e.local;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.crds.RevisionStatus;
import dev.tideway.crds.RolloutFreeze;
import dev.tideway.crds.RolloutFreezeStatus;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A namespace of a test's own, with apps in it. */
final class Shop implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Set<String> killed = new HashSet<>();
  private final Running running;
  private final String namespace = "shop-" + COUNT.incrementAndGet();

  Shop(Running running) {
    this.running = running;
    client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        // Applied: a create that is tried again, its answer lost, finds what it made itself.
        .serverSideApply();
  }

  KubernetesClient client() {
    return running.client();
  }

  String namespace() {
    return namespace;
  }

  String host(String app) {
    return app + "." + namespace + ".localhost";
  }

  /** Applies a spec, given as YAML with two spaces before each line. */
  void apply(String app, String spec) {
    String object =
        "apiVersion: tideway.dev/v1\nkind: AppDeployment\nmetadata:\n  name: %s\nspec:\n%s"
            .formatted(app, spec);
    client()
        .resource(client().getKubernetesSerialization().unmarshal(object, AppDeployment.class))
        .inNamespace(namespace)
        .fieldManager("test")
        .forceConflicts()
        .serverSideApply();
  }

  /** An app of two replicas behind the gateway, Ready. */
  void serve(String app, String image) {
    serve(app, image, 2, "");
  }

  /**
   * An app behind the gateway, Ready.
   *
   * @param more fields of the spec, as YAML in flow style, one a line
   */
  void serve(String app, String image, int replicas, String more) {
    apply(
        app,
        """
          image: %s
          replicas: %d
          route:
            gateway: {name: public, namespace: tideway-gateway}
            hosts: [%s]
        %s
        """
            .formatted(image, replicas, host(app), more.indent(2)));
    awaitReady(app);
    // Ready tells of pods; the gateway hears of them a moment later.
    await(
        () -> "an answer of " + host(app),
        PATIENCE,
        () -> Load.answers(running.cluster().gatewayUrl(), host(app)));
  }

  /** A JSON merge patch of the spec. */
  void patch(String app, String spec) {
    resource(app).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":%s}".formatted(spec));
  }

  AppDeploymentStatus awaitReady(String app) {
    return await(
        app,
        status ->
            "Ready".equals(status.phase())
                && status.observedGeneration() != null
                && status.observedGeneration().equals(get(app).getMetadata().getGeneration()));
  }

  /** Waits for a status, and tells of the last one when it doesn't come. */
  AppDeploymentStatus await(String app, Predicate<AppDeploymentStatus> wanted) {
    await(
        () -> "of " + app + ": " + get(app).getStatus(),
        PATIENCE,
        () -> Optional.ofNullable(get(app).getStatus()).filter(wanted).isPresent());
    return get(app).getStatus();
  }

  /**
   * Does something at the very moment at which a status is written, once.
   *
   * @return what it came to
   */
  <T> CompletableFuture<T> onStatus(
      String app, Predicate<AppDeploymentStatus> wanted, Supplier<T> deed) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Watch watch =
        resource(app)
            .watch(
                new Watcher<>() {
                  private boolean seen;

                  @Override
                  public void eventReceived(Action action, AppDeployment now) {
                    if (!seen && Optional.ofNullable(now.getStatus()).filter(wanted).isPresent()) {
                      seen = true;
                      done.completeAsync(deed, Runnable::run);
                    }
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    done.completeExceptionally(cause);
                  }
                });
    return done.whenComplete((result, failure) -> watch.close());
  }

  /** Names of a revision's pods. */
  List<String> podsOf(String app, String hash) {
    return client()
        .pods()
        .inNamespace(namespace)
        .withLabels(Map.of("tideway.dev/app", app, "tideway.dev/revision", hash))
        .list()
        .getItems()
        .stream()
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  /** Kills a pod's program, where one is known that was not killed yet. */
  void killContainerOf(String pod) {
    container(pod)
        .filter(container -> container.getState().getRunning() != null)
        .map(ContainerStatus::getContainerID)
        .filter(killed::add)
        .ifPresent(running.cluster()::killContainer);
  }

  int restarts(String pod) {
    return container(pod).map(ContainerStatus::getRestartCount).orElse(0);
  }

  boolean isBackingOff(String pod) {
    return container(pod)
        .map(container -> container.getState().getWaiting())
        .map(ContainerStateWaiting::getReason)
        .filter("CrashLoopBackOff"::equals)
        .isPresent();
  }

  /** Empty for a pod that is gone, or that no kubelet has told of. */
  private Optional<ContainerStatus> container(String pod) {
    return Optional.ofNullable(client().pods().inNamespace(namespace).withName(pod).get())
        .flatMap(found -> found.getStatus().getContainerStatuses().stream().findFirst());
  }

  /** Nothing new may start, from when this returns. */
  void freeze() {
    RolloutFreeze freeze =
        client()
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: tideway.dev/v1
                kind: RolloutFreeze
                metadata: {name: now, annotations: {tideway.dev/requested-by: admin}}
                spec: {reason: a test}
                """,
                RolloutFreeze.class);
    client().resource(freeze).inNamespace(namespace).serverSideApply();
    await(() -> "the freeze", PATIENCE, this::isFrozen);
  }

  private boolean isFrozen() {
    RolloutFreezeStatus status = freezes().require().getStatus();
    return status != null && Boolean.TRUE.equals(status.active());
  }

  void thaw() {
    freezes().delete();
  }

  private Resource<RolloutFreeze> freezes() {
    return client().resources(RolloutFreeze.class).inNamespace(namespace).withName("now");
  }

  /** The image that serves. */
  String stableImage(String app) {
    return Optional.ofNullable(get(app).getStatus())
        .map(AppDeploymentStatus::stable)
        .map(RevisionStatus::image)
        .orElse("none");
  }

  AppDeployment get(String app) {
    return resource(app).require();
  }

  private Resource<AppDeployment> resource(String app) {
    return client().resources(AppDeployment.class).inNamespace(namespace).withName(app);
  }

  /** Waits for something of the cluster to be true; the time it took. */
  static Duration await(Supplier<String> what, Duration limit, BooleanSupplier done) {
    long start = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("did not come within " + limit.toSeconds() + " s: " + what.get());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    client().namespaces().withName(namespace).delete();
  }
}
