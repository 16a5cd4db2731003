package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideway.e2e.Command;
import dev.tideway.e2e.pipelines.Ci;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a linter of policies, kube-score, finds in everything that the chart makes. */
class LintIT {
  private static final int OK = 10;
  private static final String ANY = ".*";
  private static final String CACHE = "Deployment/.*-redis";
  private static final String DATABASE = "StatefulSet/.*-database";
  private static final String OFFICIAL = "(" + CACHE + "|" + DATABASE + "|CronJob/.*)";

  /**
   * A finding that stays.
   *
   * @param objects a pattern of kind and name
   * @param words the linter's own
   * @param why what it is better for than being mended
   */
  private record Stays(String objects, String words, String why) {}

  private static final List<Stays> EXPLAINED =
      List.of(
          new Stays(
              ANY,
              "CPU limit is not set",
              "A limit makes a pod wait while its node idles; requests share a busy one out."),
          new Stays(
              ANY,
              "Ephemeral Storage limit is not set",
              "Root file systems are read-only, and every emptyDir has a limit of its own."),
          new Stays(
              ANY,
              "Ephemeral Storage request is not set",
              "As before; what is left, logs, the kubelet rotates."),
          new Stays(
              ANY,
              "ImagePullPolicy is not set to Always",
              "Tags and digests name one image for ever, and a registry that is away stops no"
                  + " pod."),
          new Stays(
              "Pod/.*-app-is-ready",
              "The pod does not have a matching NetworkPolicy",
              "It is there for as long as helm test runs, and listens to nobody."),
          new Stays(
              "Deployment/.*-operator",
              "The pod does not have a matching NetworkPolicy",
              "A value turns it on: it has to know the ports of the cluster's apiserver."),
          new Stays(
              "Deployment/.*-operator",
              "Deployment does not have a host podAntiAffinity set",
              "Its topologySpreadConstraints say the same, of zones too."),
          new Stays(
              OFFICIAL,
              "The container is running with a low user ID",
              "It is the user of the official images, who owns their files."),
          new Stays(OFFICIAL, "The container running with a low group ID", "As before."),
          new Stays(
              "(" + CACHE + "|" + DATABASE + ")",
              "Container has the same readiness and liveness probe",
              "There is one question to ask; liveness asks it more slowly."),
          new Stays(
              DATABASE,
              "StatefulSet does not have a valid serviceName",
              "The one pod is reached by an address that outlives it, which a headless Service has"
                  + " none of."),
          new Stays(
              CACHE,
              "Deployment few replicas",
              "Two that know nothing of each other are no cache."),
          new Stays(CACHE, "Deployment update strategy", "As before."));

  @Test
  void everyFindingIsMendedOrExplained(@TempDir Path folder) throws Exception {
    Path linter = Ci.tools("kube-score").resolve("kube-score");
    Set<String> open = new TreeSet<>();
    Set<Stays> met = new HashSet<>();
    for (String argument : Chart.everyValues()) {
      for (JsonNode object : lint(linter, folder, argument)) {
        for (JsonNode check : object.path("checks")) {
          for (String words : found(check)) {
            String name = object.path("object_name").asText();
            explained(name, words)
                .ifPresentOrElse(
                    met::add,
                    () -> open.add(Chart.shortName(argument) + ": " + name + ": " + words));
          }
        }
      }
    }
    assertEquals(Set.of(), open);
    assertEquals(Set.copyOf(EXPLAINED), met, "what is found no more needs no explanation");
  }

  private static JsonNode lint(Path linter, Path folder, String argument)
      throws IOException, InterruptedException {
    Helm.Result rendered = Helm.newest().template(argument);
    assertEquals(0, rendered.code(), rendered.output());
    Path manifests = folder.resolve("manifests.yaml");
    Files.writeString(manifests, rendered.output());
    Command.Ended ended =
        Command.of(linter.toString(), "score", "--output-format", "json", manifests.toString())
            .run();
    JsonNode objects = new ObjectMapper().readTree(ended.output());
    assertTrue(objects.isArray() && !objects.isEmpty(), ended.errors());
    return objects;
  }

  /** What a check has against an object; its own name where it doesn't say. */
  private static List<String> found(JsonNode check) {
    if (check.path("skipped").asBoolean() || check.path("grade").asInt() >= OK) {
      return List.of();
    }
    List<String> words = check.path("comments").findValuesAsText("summary");
    return words.isEmpty() ? List.of(check.at("/check/name").asText()) : words;
  }

  /** The name is such as {@code Deployment/apps/v1/tideway-system/tideway-operator}. */
  private static Optional<Stays> explained(String name, String words) {
    return EXPLAINED.stream()
        .filter(stays -> stays.words().equals(words) && name.matches(stays.objects()))
        .findFirst();
  }
}
