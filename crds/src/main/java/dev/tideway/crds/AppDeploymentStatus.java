package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator has seen and decided. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppDeploymentStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Where the app is: Progressing, Ready, AwaitingApproval, Paused, Aborted or Degraded.")
        @Nullable String phase,
    @JsonPropertyDescription("What the app waits for or what went wrong, and what to do next.")
        @Nullable String why,
    @JsonPropertyDescription(
            "Ready, Reconciling, Stalled and Unsupported, by the kstatus convention.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("Label selector of the app's pods, for the scale subresource.")
        @Nullable String selector,
    @JsonPropertyDescription("Pods that are asked for.") @Nullable Integer replicas,
    @JsonPropertyDescription("Pods that are ready.") @Nullable Integer readyReplicas,
    @JsonPropertyDescription("The revision that serves.") @Nullable RevisionStatus stable,
    @JsonPropertyDescription("The revision that is taking over, or that was given up.")
        @Nullable CandidateStatus candidate,
    @JsonPropertyDescription("Last result of each metric.") @Nullable List<MetricStatus> analysis,
    @JsonPropertyDescription("Revisions that served, newest first.")
        @Nullable List<HistoryEntry> history,
    @JsonPropertyDescription("Where the app answers.") @Nullable String url,
    @JsonPropertyDescription("RolloutActions that were answered last, newest first.")
        @Nullable List<AnsweredAction> actions,
    @JsonPropertyDescription(
            "The revision that an action went back to, which holds until the spec changes.")
        @Nullable RollbackStatus rollback,
    @JsonPropertyDescription("The last restart of all pods.") @Nullable RestartStatus restart,
    @JsonPropertyDescription("How far the app has taken over what spec.adopt names.")
        @Nullable AdoptionStatus adoption) {}
