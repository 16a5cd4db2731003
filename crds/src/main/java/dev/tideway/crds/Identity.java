package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Who the pods are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Identity(
    @JsonPropertyDescription(
            "An existing ServiceAccount. By default the app gets its own, named after it.")
        @Nullable String serviceAccountName,
    @JsonPropertyDescription(
            "Google service account (e-mail address) for workload identity on GKE. " + LIVE)
        @Nullable String gcpServiceAccount,
    @JsonPropertyDescription("IAM role for service accounts on EKS. " + LIVE)
        @Nullable String awsRoleArn,
    @JsonPropertyDescription(
            "Client id of a managed identity for workload identity on AKS. " + LIVE)
        @Nullable String azureClientId) {
  private static final String LIVE =
      "It is kept on the app's ServiceAccount, so new pods of every revision get it at once, and a"
          + " rollout that fails doesn't bring the old one back.";
}
