package dev.tideway.cli.appd.lint;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The schemas of the three kinds, from the CRDs that the operator is installed with. */
final class Crds {
  static final String API_VERSION = "tideway.dev/v1";

  private static final Map<String, String> FILES =
      Map.of(
          "AppDeployment", "appdeployments.tideway.dev.yaml",
          "RolloutAction", "rolloutactions.tideway.dev.yaml",
          "RolloutFreeze", "rolloutfreezes.tideway.dev.yaml");

  private Crds() {}

  static List<String> kinds() {
    return FILES.keySet().stream().sorted().toList();
  }

  /** The schema of a kind; empty for a kind that isn't ours. */
  static Optional<Schema> find(String kind) {
    return Optional.ofNullable(FILES.get(kind)).map(Crds::read);
  }

  private static Schema read(String file) {
    try (InputStreamReader text =
        new InputStreamReader(
            Objects.requireNonNull(
                Crds.class.getResourceAsStream("/META-INF/tideway/" + file), file),
            StandardCharsets.UTF_8)) {
      return Schema.of(Yaml.read(text).getFirst().value())
          .below("spec")
          .map(spec -> Schema.of(spec.list("versions").getFirst()))
          .flatMap(version -> version.below("schema"))
          .flatMap(schema -> schema.below("openAPIV3Schema"))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
