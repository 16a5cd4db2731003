package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.SecretKeySelector;

/** A URL that a Secret holds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretSink(
    @JsonPropertyDescription("Secret and key with the URL.") @Required
        SecretKeySelector secretRef) {}
