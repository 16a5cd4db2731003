package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** A PersistentVolumeClaim, mounted into every pod. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorageClaim(
    @JsonPropertyDescription("Name of the volume; the claim is named after app and volume.")
        @Required
        String name,
    @JsonPropertyDescription("Absolute path in the container.") @Required String mountPath,
    @JsonPropertyDescription(
            "Size, such as 5Gi. It can grow where the storage class allows, and never shrinks.")
        @Required
        Quantity size,
    @JsonPropertyDescription("ReadWriteOnce, ReadWriteMany, ReadOnlyMany or ReadWriteOncePod.")
        @Default("\"ReadWriteOnce\"")
        @Nullable String accessMode,
    @JsonPropertyDescription("Storage class; the cluster's default when absent.")
        @Nullable String storageClassName) {}
