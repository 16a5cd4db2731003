package dev.tideway.app.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;

/** What a client decides about an item; the rest is the server's. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ItemDraft(
    String name, String description, String category, ItemStatus status, int quantity) {}
