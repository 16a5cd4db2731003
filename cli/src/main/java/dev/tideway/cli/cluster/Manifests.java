package dev.tideway.cli.cluster;

import dev.tideway.cli.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The objects that a new cluster starts with. */
final class Manifests {
  private static final int VOLUMES = 12;

  private final Layout layout;

  Manifests(Layout layout) {
    this.layout = layout;
  }

  /** DNS, metrics and storage of a cluster whose pods run. */
  Path real() throws IOException {
    StringBuilder text =
        new StringBuilder(
            text(
                "real.yaml",
                Map.of(
                    "host", layout.hostAddress(),
                    "dnsService", layout.dnsService(),
                    "dnsPort", String.valueOf(Addons.DNS_PORT),
                    "metricsPort", String.valueOf(Addons.METRICS_PORT))));
    for (int i = 0; i < VOLUMES; i++) {
      Path folder = layout.folder().resolve("volumes/" + i);
      Files.createDirectories(folder);
      // A pod runs as a user of its own choice, and nobody changes the owner of a host's folder.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      text.append(text("volume.yaml", Map.of("volume", "local-" + i, "path", folder.toString())));
    }
    return write("real.yaml", text.toString());
  }

  Path gateway() throws IOException {
    return write(
        "gateway.yaml",
        text("gateway.yaml", Map.of("gatewayPort", String.valueOf(layout.gatewayPort()))));
  }

  Path simulated() throws IOException {
    return write("simulated.yaml", text("simulated.yaml", Map.of()));
  }

  private Path write(String name, String text) throws IOException {
    layout.write(name, text);
    return layout.config().resolve(name);
  }

  private static String text(String name, Map<String, String> values) throws IOException {
    String text = Resources.text(Manifests.class, name);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }
}
