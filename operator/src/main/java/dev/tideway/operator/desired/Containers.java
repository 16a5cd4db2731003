package dev.tideway.operator.desired;

import dev.tideway.crds.AppConfig;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.StorageClaim;
import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The app's own container. */
final class Containers {
  /** The name under which an overlay finds the container. */
  static final String NAME = "app";

  // Long enough for every proxy to have heard that the pod is going, so that it gets no new
  // requests when its process is told to stop.
  private static final long DRAIN_SECONDS = 5;

  private Containers() {}

  static Container app(App app, RevisionId id) {
    AppDeploymentSpec spec = app.spec();
    return new ContainerBuilder()
        .withName(NAME)
        .withImage(spec.image())
        .withImagePullPolicy(spec.imagePullPolicy())
        .withCommand(orEmpty(spec.command()))
        .withArgs(orEmpty(spec.args()))
        .withWorkingDir(spec.workingDir())
        .withPorts(ports(app))
        .withEnv(env(app, id))
        .withEnvFrom(Optional.ofNullable(spec.envFrom()).orElse(List.<EnvFromSource>of()))
        .withResources(spec.resources())
        .withStartupProbe(HealthChecks.startup(app))
        .withReadinessProbe(HealthChecks.readiness(app))
        .withLivenessProbe(HealthChecks.liveness(app))
        // So that a status can tell what it said last, even after the pod is gone.
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withNewLifecycle()
        .withNewPreStop()
        .withNewSleep(DRAIN_SECONDS)
        .endPreStop()
        .endLifecycle()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .endSecurityContext()
        .withVolumeMounts(mounts(spec))
        .build();
  }

  private static List<ContainerPort> ports(App app) {
    return app.ports().stream()
        .map(p -> new ContainerPortBuilder().withName(p.name()).withContainerPort(p.port()).build())
        .toList();
  }

  /** What the user wrote wins over what the operator tells the app about itself. */
  private static List<EnvVar> env(App app, RevisionId id) {
    Map<String, EnvVar> env = new LinkedHashMap<>();
    put(env, variable("TIDEWAY_APP", app.name()));
    put(env, variable("TIDEWAY_REVISION", id.hash()));
    put(env, field("POD_NAME", "metadata.name"));
    put(env, field("POD_NAMESPACE", "metadata.namespace"));
    Map<String, String> config =
        Optional.ofNullable(app.spec().config()).map(AppConfig::env).orElse(Map.of());
    new TreeMap<>(config).forEach((name, value) -> put(env, variable(name, value)));
    Optional.ofNullable(app.spec().env()).orElse(List.of()).forEach(v -> put(env, v));
    return List.copyOf(env.values());
  }

  private static void put(Map<String, EnvVar> env, EnvVar variable) {
    env.remove(variable.getName());
    env.put(variable.getName(), variable);
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  private static EnvVar field(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef("v1", path)
        .endValueFrom()
        .build();
  }

  private static List<VolumeMount> mounts(AppDeploymentSpec spec) {
    List<VolumeMount> mounts = new ArrayList<>(Files.mounts(spec));
    for (StorageClaim claim : VolumeClaims.of(spec)) {
      mounts.add(
          new VolumeMountBuilder().withName(claim.name()).withMountPath(claim.mountPath()).build());
    }
    return mounts;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
