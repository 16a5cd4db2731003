package dev.tideway.app.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param next the cursor of the next page; left out on the last one
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ItemPage(
    List<Item> items,
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Optional<String> next) {}
