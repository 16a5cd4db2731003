package dev.tideway.cli.appd.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  private static final long MEBIBYTE = 1L << 20;

  @ParameterizedTest
  @CsvSource({
    "250m, 250",
    "12345678n, 13",
    "1500u, 2",
    "2, 2000",
    "0.1, 100",
    "1e3, 1000000",
    "much,",
    "'',",
  })
  void processors(String text, @Nullable Long milli) {
    assertEquals(
        milli == null ? OptionalLong.empty() : OptionalLong.of(milli), Quantity.milli(text));
  }

  @ParameterizedTest
  @CsvSource({"64Mi, 67108864", "1G, 1000000000", "128974848, 128974848", "1Ki, 1024", "1ZB,"})
  void memory(String text, @Nullable Long bytes) {
    assertEquals(
        bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes), Quantity.whole(text));
  }

  @Test
  void theMostOfAllPodsAndTheNewestRequest() throws JsonProcessingException {
    JsonNode pods =
        read(
            """
            {"items": [
              {"metadata": {"name": "new", "creationTimestamp": "2026-11-25T10:00:00Z"},
               "spec": {"containers": [{"name": "app", "resources": {"requests": {"cpu": "2"}}}]}},
              {"metadata": {"name": "old", "creationTimestamp": "2026-11-24T10:00:00Z"},
               "spec": {"containers": [{"name": "app", "resources": {"requests": {"cpu": "1"},
                 "limits": {"memory": "1Gi"}}}]}}]}
            """);
    JsonNode metrics =
        read(
            """
            {"items": [
              {"metadata": {"name": "new", "creationTimestamp": "2026-11-25T10:00:59Z"},
               "containers": [{"name": "app", "usage": {"cpu": "5m", "memory": "200Mi"}}]},
              {"metadata": {"name": "old", "creationTimestamp": "2026-11-25T10:00:59Z"},
               "containers": [{"name": "app", "usage": {"cpu": "9m", "memory": "100Mi"}}]},
              {"metadata": {"name": "gone", "creationTimestamp": "2026-11-25T10:00:59Z"},
               "containers": [{"name": "app", "usage": {"cpu": "900m", "memory": "900Mi"}}]}]}
            """);
    assertEquals(
        List.of(
            new Usage(
                "app",
                2,
                OptionalLong.of(2000),
                9,
                OptionalLong.empty(),
                OptionalLong.empty(),
                200 * MEBIBYTE)),
        Usage.of(pods, metrics));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // cpu asked, used; memory asked, limit, used in Mi; hints
        "100 | 60 | 256 | 512 | 200 | ''",
        "500 | 18 | 256 | 512 | 200 | app asks for 500m of CPU and uses 18m: requests.cpu: 50m"
            + " would do",
        "100 | 180 | 256 | 512 | 200 | app uses 180m of CPU and asks for 100m, so others may take"
            + " it away: requests.cpu: 360m",
        "    | 70 | 256 | 512 | 200 | app asks for no CPU, so a full node may leave it none and no"
            + " autoscaler can go by it: requests.cpu: 140m",
        "100 | 60 | 1024 | 2048 | 100 | app asks for 1024Mi of memory and uses 100Mi:"
            + " requests.memory: 144Mi would do",
        "100 | 60 | 256 | 256 | 240 | app uses 240Mi of a limit of 256Mi, beyond which it is"
            + " killed: limits.memory: 320Mi",
        "100 | 60 |     |     | 100 | app asks for no memory, so it is the first that a full node"
            + " evicts: requests.memory: 144Mi",
        "100 | 60 | 128 | 256 | 180 | app uses 180Mi of memory and asks for 128Mi, so a full node"
            + " may evict it: requests.memory: 240Mi",
        "100 | 60 | 128 | 256 | 210 | app uses 210Mi of memory and asks for 128Mi, so a full node"
            + " may evict it: requests.memory: 256Mi",
        "50  | 1  | 32  |     | 1   | ''",
      })
  void hints(
      @Nullable Long cpu,
      long cpuUsed,
      @Nullable Long memory,
      @Nullable Long limit,
      long memoryUsed,
      String hint) {
    Usage usage =
        new Usage(
            "app",
            1,
            optional(cpu, 1),
            cpuUsed,
            optional(memory, MEBIBYTE),
            optional(limit, MEBIBYTE),
            memoryUsed * MEBIBYTE);
    assertEquals(hint, String.join("\n", RightSizing.hints(usage)));
  }

  private static OptionalLong optional(@Nullable Long value, long unit) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value * unit);
  }

  private static JsonNode read(String json) throws JsonProcessingException {
    return new ObjectMapper().readTree(json);
  }
}
