package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an app is, how many of it there are, how it is reached, and how it changes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppDeploymentSpec(
    @JsonPropertyDescription(
            "Container image with its tag or digest, such as registry.example/web:1.4.2. The only"
                + " required field.")
        @Required
        String image,
    @JsonPropertyDescription(
            "When to pull the image. When absent, Kubernetes decides by the tag: Always for latest,"
                + " else IfNotPresent.")
        @Nullable String imagePullPolicy,
    @JsonPropertyDescription("Secrets of the app's namespace that hold registry credentials.")
        @Nullable List<LocalObjectReference> imagePullSecrets,
    @JsonPropertyDescription("Entry point; the image's own when absent.")
        @Nullable List<String> command,
    @JsonPropertyDescription("Arguments of the entry point; the image's own when absent.")
        @Nullable List<String> args,
    @JsonPropertyDescription("Working directory; the image's own when absent.")
        @Nullable String workingDir,
    @JsonPropertyDescription(
            "Environment variables, as in a container of core/v1. Use config.env for plain values.")
        @Nullable List<EnvVar> env,
    @JsonPropertyDescription("ConfigMaps and Secrets whose keys become environment variables.")
        @Nullable List<EnvFromSource> envFrom,
    @JsonPropertyDescription(
            "Ports that the container listens on. The first one is the port that probes, Service"
                + " and routes use.")
        @Default("[{\"name\":\"http\",\"port\":8080}]")
        @Nullable List<AppPort> ports,
    @JsonPropertyDescription(
            "CPU and memory requests and limits, as in a container of core/v1. Autoscaling by use"
                + " needs requests.")
        @Nullable ResourceRequirements resources,
    @JsonPropertyDescription(
            "Health checks, as in core/v1. When absent: HTTP GET /health/readiness and"
                + " /health/liveness on the first port.")
        @Nullable Probes probes,
    @JsonPropertyDescription(
            "Configuration that belongs to the revision: a rollback brings the old values back.")
        @Nullable AppConfig config,
    @JsonPropertyDescription("Persistent volumes, mounted into every pod.")
        @Nullable List<StorageClaim> storage,
    @JsonPropertyDescription("Who the pods are, in the cluster and in the cloud.")
        @Nullable Identity identity,
    @JsonPropertyDescription(
            "A pod template that is merged over the generated one (strategic merge): sidecars, init"
                + " containers, and whatever else has no field here. The app's own container is"
                + " named app.")
        @Nullable PodTemplateSpec podTemplate,
    @JsonPropertyDescription(
            "Number of pods; 1 when absent. Leave it out when autoscaling is set. A change makes no"
                + " new revision.")
        @Min(0)
        @Max(5000)
        @Nullable Integer replicas,
    @JsonPropertyDescription(
            "Lets a HorizontalPodAutoscaler choose the number of pods, between two bounds.")
        @Nullable Autoscaling autoscaling,
    @JsonPropertyDescription(
            "How many pods may be away at once while nodes are drained (a PodDisruptionBudget)."
                + " There is one whenever there is more than one replica.")
        @Nullable Disruption disruption,
    @JsonPropertyDescription("Which nodes the pods run on, and how they are spread.")
        @Nullable Placement placement,
    @JsonPropertyDescription("The Service by which callers in the cluster reach the app.")
        @Nullable AppService service,
    @JsonPropertyDescription(
            "How requests from outside reach the app: a Gateway API HTTPRoute or an Istio"
                + " VirtualService, owned whole by the operator, or a route that somebody else"
                + " owns.")
        @Nullable Route route,
    @JsonPropertyDescription(
            "How requests from outside reach the app in a cluster without a Gateway: an Ingress.")
        @Nullable AppIngress ingress,
    @JsonPropertyDescription("Who may call the app and whom it may call: a NetworkPolicy.")
        @Nullable AppNetworkPolicy networkPolicy,
    @JsonPropertyDescription(
            "How a new revision takes over from the old one: pod by pod, by growing shares of the"
                + " traffic, or at once.")
        @Nullable Strategy strategy,
    @JsonPropertyDescription(
            "Metrics that guard a rollout: they are looked at during every step, and a candidate"
                + " that is worse than stable is given up.")
        @Nullable Analysis analysis,
    @JsonPropertyDescription(
            "A Job with the candidate's image, such as a database migration. It must succeed before"
                + " the candidate gets any traffic.")
        @Nullable Migration migration,
    @JsonPropertyDescription("How long a rollout may go without progress before it is given up.")
        @Default("\"10m\"")
        @Nullable String progressDeadline,
    @JsonPropertyDescription("How many old revisions are kept to go back to.")
        @Default("10")
        @Min(1)
        @Max(100)
        @Nullable Integer revisionHistoryLimit,
    @JsonPropertyDescription(
            "What happens to what runs when the AppDeployment is deleted. Delete: it goes too."
                + " Orphan: the stable Deployment and its Service keep serving.")
        @Default("\"Delete\"")
        @Nullable DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(
            "Objects that run already, and that the app takes over without losing a request.")
        @Nullable Adopt adopt,
    @JsonPropertyDescription("How Prometheus scrapes the app, and which alerts there are.")
        @Nullable Monitoring monitoring,
    @JsonPropertyDescription("Whom to tell about a rollout, and about which of its moments.")
        @Nullable List<Notification> notifications) {}
