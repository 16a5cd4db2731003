package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** An e-mail address. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmailSink(@JsonPropertyDescription("The address.") @Required String to) {}
