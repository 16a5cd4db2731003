package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When no rollout may start. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutFreezeSpec(
    @JsonPropertyDescription("Why, for those who are held up.") @Required String reason,
    @JsonPropertyDescription("AppDeployments that it holds for; all when absent.")
        @Nullable LabelSelector selector,
    @JsonPropertyDescription("When it holds; always, while the object exists, when absent.")
        @Nullable List<FreezeWindow> windows,
    @JsonPropertyDescription(
            "What happens to rollouts under way. Continue: they go on to the end. Pause: they stay"
                + " where they are.")
        @Default("\"Continue\"")
        @Nullable RunningPolicy running) {}
