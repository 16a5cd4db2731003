package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the containers of one name ask for and use, over all pods of an app.
 *
 * @param container its name
 * @param pods that were measured
 * @param cpuAsked thousandths of a processor: the request of the newest pod
 * @param cpuUsed the most that one of them uses
 * @param memoryAsked bytes: the request
 * @param memoryLimit bytes
 * @param memoryUsed the most that one of them uses
 */
public record Usage(
    String container,
    int pods,
    OptionalLong cpuAsked,
    long cpuUsed,
    OptionalLong memoryAsked,
    OptionalLong memoryLimit,
    long memoryUsed) {

  private static final List<String> HEADING =
      List.of("CONTAINER", "PODS", "CPU", "USED AT MOST", "MEMORY", "LIMIT", "USED AT MOST");

  /**
   * @param pods a list of pods
   * @param metrics a list of PodMetrics, of some of them
   */
  public static List<Usage> of(JsonNode pods, JsonNode metrics) {
    Map<String, JsonNode> used = new HashMap<>();
    for (JsonNode pod : metrics.path("items")) {
      for (JsonNode container : pod.path("containers")) {
        used.put(key(pod, container), container.path("usage"));
      }
    }
    Map<String, Usage> usages = new TreeMap<>();
    for (JsonNode pod : oldestFirst(pods)) {
      Stream.of("initContainers", "containers")
          .flatMap(list -> Fields.list(pod.path("spec"), list, c -> c).stream())
          .forEach(
              container ->
                  Optional.ofNullable(used.get(key(pod, container)))
                      .map(usage -> one(container, usage))
                      .ifPresent(usage -> usages.merge(usage.container, usage, Usage::and)));
    }
    return List.copyOf(usages.values());
  }

  private static String key(JsonNode pod, JsonNode container) {
    return pod.path("metadata").path("name").asText() + "/" + container.path("name").asText();
  }

  private static List<JsonNode> oldestFirst(JsonNode pods) {
    List<JsonNode> items = new ArrayList<>();
    pods.path("items").forEach(items::add);
    items.sort(
        Comparator.comparing(pod -> pod.path("metadata").path("creationTimestamp").asText()));
    return items;
  }

  private static Usage one(JsonNode container, JsonNode usage) {
    JsonNode resources = container.path("resources");
    JsonNode requests = resources.path("requests");
    return new Usage(
        container.path("name").asText(),
        1,
        Quantity.milli(requests.path("cpu").asText()),
        Quantity.milli(usage.path("cpu").asText()).orElse(0),
        Quantity.whole(requests.path("memory").asText()),
        Quantity.whole(resources.path("limits").path("memory").asText()),
        Quantity.whole(usage.path("memory").asText()).orElse(0));
  }

  private Usage and(Usage newer) {
    return new Usage(
        container,
        pods + newer.pods,
        newer.cpuAsked,
        Math.max(cpuUsed, newer.cpuUsed),
        newer.memoryAsked,
        newer.memoryLimit,
        Math.max(memoryUsed, newer.memoryUsed));
  }

  /** A row for each container. */
  public static List<Line> table(List<Usage> usages) {
    return Table.of(
        HEADING,
        usages.stream()
            .map(
                usage ->
                    Stream.of(
                            usage.container,
                            Integer.toString(usage.pods),
                            usage.cpuAsked.isPresent()
                                ? Quantity.cpu(usage.cpuAsked.getAsLong())
                                : "-",
                            Quantity.cpu(usage.cpuUsed),
                            memory(usage.memoryAsked),
                            memory(usage.memoryLimit),
                            Quantity.memory(usage.memoryUsed))
                        .map(Line::plain)
                        .toList())
            .toList());
  }

  private static String memory(OptionalLong bytes) {
    return bytes.isPresent() ? Quantity.memory(bytes.getAsLong()) : "-";
  }
}
