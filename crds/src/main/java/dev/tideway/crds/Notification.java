package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom to tell. Set exactly one of slack, discord, email and webhook. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notification(
    @JsonPropertyDescription("An incoming webhook of Slack.") @Nullable SecretSink slack,
    @JsonPropertyDescription("A webhook of Discord.") @Nullable SecretSink discord,
    @JsonPropertyDescription("An e-mail address.") @Nullable EmailSink email,
    @JsonPropertyDescription("An HTTP endpoint that gets a JSON document.")
        @Nullable SecretSink webhook,
    @JsonPropertyDescription("What to tell.") @Required List<NotificationEvent> events) {}
