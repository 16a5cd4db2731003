package dev.tideway.cli.cluster;

import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Manifests that other projects publish, in the versions that our programs require.
 *
 * @param tools knows the modules that they are in
 */
record Published(Tools tools) {

  /** How simulated nodes and pods live, in the simulator's own words. */
  List<Path> stages() throws IOException, InterruptedException {
    Path folder = tools.source(Tool.KWOK, "sigs.k8s.io/kwok").resolve("kustomize/stage");
    List<Path> stages = new ArrayList<>();
    for (String kind : List.of("node/fast", "node/heartbeat-with-lease", "pod/fast")) {
      stages.addAll(manifests(folder.resolve(kind)));
    }
    return stages;
  }

  /** The CRDs of the Gateway API that the gateway was made for, kept in a folder of the cluster. */
  Path routeKinds(Path config) throws IOException, InterruptedException {
    Path kept = config.resolve("gateway-api");
    if (!Files.isDirectory(kept)) {
      Path source =
          tools.source(Tool.TRAEFIK, "sigs.k8s.io/gateway-api").resolve("config/crd/standard");
      // Whole or not at all, whoever interrupts it.
      Path half = Files.createDirectories(config.resolve("gateway-api.new"));
      for (Path file : manifests(source)) {
        Files.copy(
            file, half.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(half, kept);
    }
    return kept;
  }

  private static List<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".yaml") && !f.endsWith("kustomization.yaml"))
          .sorted()
          .toList();
    }
  }
}
