package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A pod of an app.
 *
 * @param hash of its revision
 * @param restarts of all its containers
 * @param problem what keeps it from serving, in Kubernetes' words
 */
public record Pod(
    String name,
    String hash,
    boolean ready,
    int restarts,
    Optional<Instant> created,
    Optional<String> problem) {

  public static Pod of(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    JsonNode status = pod.path("status");
    boolean ready =
        conditions(status, "Ready").anyMatch(c -> c.path("status").asText().equals("True"));
    return new Pod(
        metadata.path("name").asText(),
        metadata.path("labels").path("tideway.dev/revision").asText(),
        ready,
        containers(status).mapToInt(c -> c.path("restartCount").asInt()).sum(),
        Fields.instant(metadata, "creationTimestamp"),
        metadata.has("deletionTimestamp")
            ? Optional.of("terminating")
            : ready ? Optional.empty() : problem(status));
  }

  private static Optional<String> problem(JsonNode status) {
    return Stream.concat(
            containers(status).flatMap(Pod::ofContainer),
            conditions(status, "PodScheduled")
                .filter(c -> c.path("status").asText().equals("False"))
                .map(c -> said(c.path("reason").asText(), c.path("message").asText())))
        .findFirst()
        .or(() -> Fields.text(status, "reason"))
        .or(() -> Fields.text(status, "phase").filter(p -> !p.equals("Running")))
        .map(p -> p.equals("Pending") ? "starting" : p)
        .or(() -> Optional.of("its health check has not succeeded"));
  }

  private static Stream<String> ofContainer(JsonNode container) {
    JsonNode state = container.path("state");
    JsonNode waiting = state.path("waiting");
    String reason = waiting.path("reason").asText("");
    if (reason.equals("ContainerCreating") || reason.equals("PodInitializing")) {
      return Stream.of("starting");
    }
    if (!reason.isEmpty()) {
      return Stream.of(said(reason, waiting.path("message").asText("")));
    }
    JsonNode ended = state.path("terminated");
    return ended.isObject() && ended.path("exitCode").asInt() != 0
        ? Stream.of(
            said(ended.path("reason").asText(), "exit code " + ended.path("exitCode").asInt()))
        : Stream.of();
  }

  private static String said(String reason, String message) {
    String line = message.lines().findFirst().orElse("");
    return line.isEmpty() ? reason : reason + ": " + line;
  }

  private static Stream<JsonNode> containers(JsonNode status) {
    return Stream.of("initContainerStatuses", "containerStatuses")
        .flatMap(list -> StreamSupport.stream(status.path(list).spliterator(), false));
  }

  private static Stream<JsonNode> conditions(JsonNode status, String type) {
    return StreamSupport.stream(status.path("conditions").spliterator(), false)
        .filter(c -> c.path("type").asText().equals(type));
  }
}
