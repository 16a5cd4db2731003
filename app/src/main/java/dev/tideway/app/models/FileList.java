package dev.tideway.app.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** All files of an item, the oldest first. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FileList(List<AttachedFile> files) {}
