package dev.tideway.cli.appd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.kubectl.Watch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster of a few objects, which remembers what it was asked to do. */
final class FakeTransport implements Transport {
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<JsonNode> created = new ArrayList<>();
  final List<List<String>> runs = new ArrayList<>();
  final Deque<Watch.News> news = new ArrayDeque<>();
  private final Map<String, List<JsonNode>> objects = new HashMap<>();

  FakeTransport with(String resource, String json) {
    objects.computeIfAbsent(resource, r -> new ArrayList<>()).add(read(json));
    return this;
  }

  FakeTransport thenChanged(String json) {
    news.add(new Watch.News.Changed(read(json)));
    return this;
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @Override
  public JsonNode get(Query query) {
    List<JsonNode> all = objects.getOrDefault(query.resource(), List.of());
    if (query.name().isEmpty()) {
      ObjectNode list = JSON.createObjectNode();
      list.putArray("items").addAll(all);
      return list;
    }
    return all.stream()
        .filter(o -> o.path("metadata").path("name").asText().equals(query.name().get()))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal("Error from server (NotFound): " + query.name().get() + " not found"));
  }

  @Override
  public JsonNode create(JsonNode object) {
    created.add(object);
    ObjectNode made = object.deepCopy();
    ((ObjectNode) made.path("metadata"))
        .put("name", object.path("metadata").path("generateName").asText() + "abcde");
    return made;
  }

  @Override
  public Watch watch(List<Query> queries) {
    return new Watch() {
      @Override
      public News next(Duration limit) {
        return news.isEmpty() ? new News.Quiet() : news.remove();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public String user() {
    return "jane";
  }

  @Override
  public int run(List<String> arguments) {
    runs.add(arguments);
    return 0;
  }
}
