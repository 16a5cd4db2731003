package dev.tideway.e2e.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideway.e2e.local.TestCluster.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the apiserver has logged of writes.
 *
 * @param running the cluster
 */
record Audit(Running running) {
  private static final String OPERATOR = "system:serviceaccount:tideway-system:tideway-operator";

  /** Verb and path of each write that the operator made in a namespace since then. */
  List<String> writes(String namespace, Instant from) {
    return events()
        .filter(e -> Instant.parse(e.path("requestReceivedTimestamp").asText()).isAfter(from))
        .filter(Audit::isOperators)
        .filter(e -> e.path("objectRef").path("namespace").asText().equals(namespace))
        .map(e -> e.path("verb").asText() + " " + e.path("requestURI").asText().split("\\?")[0])
        .toList();
  }

  /** Whether the operator's renewals of its lease are there: else the log tells nothing. */
  boolean isAlive() {
    return events()
        .anyMatch(
            e -> isOperators(e) && e.path("objectRef").path("resource").asText().equals("leases"));
  }

  private static boolean isOperators(JsonNode event) {
    return event.path("user").path("username").asText().equals(OPERATOR);
  }

  private Stream<JsonNode> events() {
    try {
      return Files.readAllLines(running.cluster().layout().auditLog()).stream()
          .flatMap(line -> event(line).stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty for the last line while it is being written. */
  private static Optional<JsonNode> event(String line) {
    try {
      return Optional.of(new ObjectMapper().readTree(line));
    } catch (IOException halfALine) {
      return Optional.empty();
    }
  }
}
