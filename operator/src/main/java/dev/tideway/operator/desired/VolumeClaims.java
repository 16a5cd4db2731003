package dev.tideway.operator.desired;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.StorageClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims for persistent volumes. Data outlives the app: no owner reference, and never pruned. */
final class VolumeClaims {
  private VolumeClaims() {}

  static List<StorageClaim> of(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.storage()).orElse(List.of());
  }

  static List<PersistentVolumeClaim> build(App app) {
    return of(app.spec()).stream().map(claim -> build(app, claim)).toList();
  }

  private static PersistentVolumeClaim build(App app, StorageClaim claim) {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(Meta.unowned(app, Names.ofClaim(app.name(), claim.name())))
        .withNewSpec()
        .withAccessModes(Optional.ofNullable(claim.accessMode()).orElse("ReadWriteOnce"))
        .withStorageClassName(claim.storageClassName())
        .withNewResources()
        .withRequests(Map.of("storage", claim.size()))
        .endResources()
        .endSpec()
        .build();
  }
}
