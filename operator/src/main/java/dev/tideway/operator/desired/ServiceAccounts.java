package dev.tideway.operator.desired;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.Identity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who the pods are: a ServiceAccount of the app's own, unless the spec names another. */
final class ServiceAccounts {
  private ServiceAccounts() {}

  static String name(App app) {
    return identity(app.spec(), Identity::serviceAccountName).orElse(app.name());
  }

  static Optional<ServiceAccount> build(App app) {
    if (identity(app.spec(), Identity::serviceAccountName).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new ServiceAccountBuilder()
            .withMetadata(Meta.ofApp(app))
            .editMetadata()
            .withAnnotations(annotations(app.spec()))
            .endMetadata()
            // An app that calls the Kubernetes API asks for its token in podTemplate.
            .withAutomountServiceAccountToken(false)
            .build());
  }

  /** Labels that a cloud's webhook looks for on pods. */
  static Map<String, String> podLabels(AppDeploymentSpec spec) {
    return identity(spec, Identity::azureClientId).isPresent()
        ? Map.of("azure.workload.identity/use", "true")
        : Map.of();
  }

  private static Map<String, String> annotations(AppDeploymentSpec spec) {
    Map<String, String> annotations = new TreeMap<>();
    identity(spec, Identity::gcpServiceAccount)
        .ifPresent(v -> annotations.put("iam.gke.io/gcp-service-account", v));
    identity(spec, Identity::awsRoleArn)
        .ifPresent(v -> annotations.put("eks.amazonaws.com/role-arn", v));
    identity(spec, Identity::azureClientId)
        .ifPresent(v -> annotations.put("azure.workload.identity/client-id", v));
    return annotations;
  }

  private static Optional<String> identity(
      AppDeploymentSpec spec, Function<Identity, @Nullable String> field) {
    return Optional.ofNullable(spec.identity()).map(field::apply);
  }
}
