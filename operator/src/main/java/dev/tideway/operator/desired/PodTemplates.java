package dev.tideway.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.StorageClaim;
import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of a revision. */
final class PodTemplates {
  // Longer than the pre-stop sleep by enough for requests in flight, and within the notice that
  // clouds give before they take a spot node away.
  private static final long GRACE_SECONDS = 25;

  private PodTemplates() {}

  static PodTemplateSpec render(App app, RevisionId id) {
    AppDeploymentSpec spec = app.spec();
    Map<String, String> labels = Labels.ofRevision(app.name(), id.hash());
    labels.putAll(ServiceAccounts.podLabels(spec));
    PodTemplateSpec template =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(labels)
            .endMetadata()
            .withNewSpec()
            .withServiceAccountName(ServiceAccounts.name(app))
            .withImagePullSecrets(Optional.ofNullable(spec.imagePullSecrets()).orElse(List.of()))
            .withTerminationGracePeriodSeconds(GRACE_SECONDS)
            .withNewSecurityContext()
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .withNodeSelector(Placements.nodeSelector(spec))
            .withTolerations(Placements.tolerations(spec))
            .withAffinity(Placements.affinity(spec).orElse(null))
            .withTopologySpreadConstraints(Placements.spread(app, id))
            .withContainers(Containers.app(app, id))
            .withVolumes(volumes(app, id))
            .endSpec()
            .build();
    PodTemplateSpec overlaid = overlaid(template, spec);
    // By these labels pods are selected, found and told apart: no overlay may take them away.
    overlaid.getMetadata().getLabels().putAll(Labels.ofPods(app.name(), id.hash()));
    return overlaid;
  }

  private static PodTemplateSpec overlaid(PodTemplateSpec template, AppDeploymentSpec spec) {
    return spec.podTemplate() == null
        ? template
        : Json.value(
            Overlay.merge((ObjectNode) Json.tree(template), Json.tree(spec.podTemplate())),
            PodTemplateSpec.class);
  }

  private static List<Volume> volumes(App app, RevisionId id) {
    List<Volume> volumes =
        new ArrayList<>(Files.volumes(app.spec(), Names.ofRevision(app.name(), id.hash())));
    for (StorageClaim claim : VolumeClaims.of(app.spec())) {
      volumes.add(
          new VolumeBuilder()
              .withName(claim.name())
              .withNewPersistentVolumeClaim()
              .withClaimName(Names.ofClaim(app.name(), claim.name()))
              .endPersistentVolumeClaim()
              .build());
    }
    return volumes;
  }
}
