package dev.tideway.operator.desired;

import dev.tideway.crds.Migration;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Job that runs before a revision has pods: its image, its configuration, another command. */
public final class Jobs {
  /** On a Job: when the stage began that it was made for. */
  public static final String ATTEMPT = "tideway.dev/attempt";

  private static final int DEFAULT_RETRIES = 2;

  private Jobs() {}

  /**
   * The migration Job of a revision.
   *
   * @param since when the stage began that it is made for
   * @param timeout how long all its attempts may take together
   */
  public static Job build(App app, Revision revision, Instant since, Duration timeout) {
    Migration migration = Objects.requireNonNull(app.spec().migration());
    String hash = revision.id().hash();
    return new JobBuilder()
        .withMetadata(Meta.ofMigration(app, hash))
        .editMetadata()
        .addToAnnotations(ATTEMPT, since.toString())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(Optional.ofNullable(migration.retries()).orElse(DEFAULT_RETRIES))
        .withActiveDeadlineSeconds(timeout.toSeconds())
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(Map.of(Labels.NAME, app.name(), Labels.MIGRATION, hash))
        .addToLabels(ServiceAccounts.podLabels(app.spec()))
        .endMetadata()
        .withSpec(pod(revision.template().getSpec(), migration))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec pod(PodSpec app, Migration migration) {
    Set<String> claims =
        app.getVolumes().stream()
            .filter(volume -> volume.getPersistentVolumeClaim() != null)
            .map(Volume::getName)
            .collect(Collectors.toSet());
    return new PodSpecBuilder()
        .withServiceAccountName(app.getServiceAccountName())
        .withAutomountServiceAccountToken(app.getAutomountServiceAccountToken())
        .withEnableServiceLinks(app.getEnableServiceLinks())
        .withImagePullSecrets(app.getImagePullSecrets())
        .withSecurityContext(app.getSecurityContext())
        .withNodeSelector(app.getNodeSelector())
        .withTolerations(app.getTolerations())
        .withRestartPolicy("Never")
        .withInitContainers(sidecars(app, claims))
        .withContainers(container(app, migration, claims))
        // The running revision may hold a claim that one pod alone can mount.
        .withVolumes(app.getVolumes().stream().filter(v -> !claims.contains(v.getName())).toList())
        .build();
  }

  private static Container container(PodSpec app, Migration migration, Set<String> claims) {
    Container own =
        app.getContainers().stream()
            .filter(c -> c.getName().equals(Containers.NAME))
            .findFirst()
            .orElseThrow();
    return new ContainerBuilder()
        .withName("migrate")
        .withImage(own.getImage())
        .withImagePullPolicy(own.getImagePullPolicy())
        .withCommand(migration.command())
        .withArgs(migration.args())
        .withWorkingDir(own.getWorkingDir())
        .withEnv(own.getEnv())
        .withEnvFrom(own.getEnvFrom())
        .withResources(own.getResources())
        .withSecurityContext(own.getSecurityContext())
        .withVolumeMounts(mounts(own, claims))
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .build();
  }

  // Such as the proxy by which the database is reached: they start before the migration, and end
  // with it. Other init containers prepare the app, which doesn't start here.
  private static List<Container> sidecars(PodSpec app, Set<String> claims) {
    return app.getInitContainers().stream()
        .filter(container -> "Always".equals(container.getRestartPolicy()))
        .map(
            sidecar ->
                new ContainerBuilder(sidecar).withVolumeMounts(mounts(sidecar, claims)).build())
        .toList();
  }

  private static List<VolumeMount> mounts(Container container, Set<String> claims) {
    return container.getVolumeMounts().stream()
        .filter(mount -> !claims.contains(mount.getName()))
        .toList();
  }
}
