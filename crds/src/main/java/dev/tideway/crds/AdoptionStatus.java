package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How far an app has taken over what ran before it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdoptionStatus(
    @JsonPropertyDescription("Name of the Deployment that is taken over.") @Required
        String deployment,
    @JsonPropertyDescription("Name of the Service that is taken over.") @Nullable String service,
    @JsonPropertyDescription(
            "Growing (the app gets its pods), Switching (the Service turns to them), Draining,"
                + " Removing (the old Deployment goes), Done, or Returned (the old pods serve"
                + " again).")
        @Required
        String stage,
    @JsonPropertyDescription(
            "Until when it drains, or since when it is done (RFC 3339); absent while something"
                + " keeps the old pods.")
        @Nullable String at,
    @JsonPropertyDescription(
            "From when on the status says that the Service doesn't stay with the app (RFC 3339).")
        @Nullable String deadline,
    @JsonPropertyDescription("Hash of the revision whose pods failed, when Returned.")
        @Nullable String revision) {}
