package dev.tideway.e2e.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object that the chart makes, as text with its comments and without what is only Helm's.
 *
 * @param template the file of the chart's templates that it comes from
 */
record Manifest(String template, String text) {
  /** On what an uninstall leaves: with it, apps or data would go. */
  static final String KEEP = "tideway.dev/keep";

  /** What tells Argo CD and Flux the same. */
  static final List<String> KEEP_ANNOTATIONS =
      List.of(
          "argocd.argoproj.io/sync-options: Delete=false,Prune=false",
          "kustomize.toolkit.fluxcd.io/prune: disabled");

  private static final String SOURCE = "# Source: tideway/templates/";
  private static final String HELM_KEEP = "helm.sh/resource-policy: keep";
  private static final Pattern HELM_ONLY =
      Pattern.compile(" +(helm\\.sh/chart: .*|app\\.kubernetes\\.io/managed-by: Helm)");

  /** Takes one document of {@code helm template}. */
  static Manifest of(String document) {
    List<String> lines = document.strip().lines().toList();
    if (!lines.getFirst().startsWith(SOURCE)) {
      throw new IllegalArgumentException("no source: " + document);
    }
    boolean keep = document.contains(HELM_KEEP);
    boolean[] labelled = {false};
    String text =
        lines.stream()
            .skip(1)
            .filter(line -> !HELM_ONLY.matcher(line).matches())
            .flatMap(
                line -> {
                  // The first labels of a text are the object's own.
                  if (keep && !labelled[0] && line.equals("  labels:")) {
                    labelled[0] = true;
                    return Stream.of(line, "    " + KEEP + ": \"true\"");
                  }
                  return line.strip().equals(HELM_KEEP)
                      ? KEEP_ANNOTATIONS.stream().map(annotation -> "    " + annotation)
                      : Stream.of(line);
                })
            .collect(Collectors.joining("\n", "", "\n"));
    return new Manifest(lines.getFirst().substring(SOURCE.length()), text);
  }

  String kind() {
    return tree().path("kind").asText();
  }

  String name() {
    return tree().at("/metadata/name").asText();
  }

  private JsonNode tree() {
    return Serialization.unmarshal(text, JsonNode.class);
  }
}
