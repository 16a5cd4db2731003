package dev.tideway.cli.cluster;

import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a node needs from the machine's own distribution. */
final class Packages {
  private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("containerd", "containerd");
    PROGRAMS.put("runc", "runc");
    PROGRAMS.put("iptables", "iptables");
    PROGRAMS.put("conntrack", "conntrack");
    PROGRAMS.put("ip", "iproute2");
    PROGRAMS.put("nsenter", "util-linux");
  }

  private static final String PLUGINS = "containernetworking-plugins";

  private Packages() {}

  /** Debian's names of what is missing. */
  static List<String> missing() {
    return Stream.concat(
            PROGRAMS.entrySet().stream()
                .filter(program -> !isInstalled(program.getKey()))
                .map(Map.Entry::getValue),
            NodeComponents.plugins().isEmpty() ? Stream.of(PLUGINS) : Stream.empty())
        .toList();
  }

  /** Installs what is missing, on a Debian or its kin. */
  static String install(Progress progress) throws IOException, InterruptedException {
    List<String> missing = missing();
    if (missing.isEmpty()) {
      return "containerd, runc, CNI plugins, iptables are there";
    }
    String names = String.join(" ", missing);
    if (!isInstalled("apt-get")) {
      throw new Failure(
          "the node needs " + names + " (Debian's names), and there is no apt-get here",
          "install them with this machine's package manager, and run ./tideway up again");
    }
    progress.at("apt-get install " + names);
    List<String> install =
        Stream.concat(
                Stream.of(
                    "env",
                    "DEBIAN_FRONTEND=noninteractive",
                    "apt-get",
                    "install",
                    "-y",
                    "--no-install-recommends"),
                missing.stream())
            .toList();
    if (!Shell.run(install).ok()) {
      progress.at("apt-get update");
      Shell.require(List.of("apt-get", "update"));
      progress.at("apt-get install " + names);
      Shell.require(install);
    }
    return "installed " + names;
  }

  private static boolean isInstalled(String program) {
    // Debian keeps some of them out of a user's path.
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Stream.of(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
