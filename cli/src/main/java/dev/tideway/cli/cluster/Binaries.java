package dev.tideway.cli.cluster;

import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import java.nio.file.Path;
import java.util.List;

/** The programs that a cluster consists of. */
record Binaries(Tools tools) {
  static final List<Tool> REAL =
      List.of(
          Tool.KUBERNETES,
          Tool.ETCD,
          Tool.COREDNS,
          Tool.METRICS_SERVER,
          Tool.TRAEFIK,
          Tool.HELM4,
          Tool.PAUSE,
          Tool.EGRESS);
  static final List<Tool> SIMULATED =
      List.of(Tool.KUBERNETES, Tool.ETCD, Tool.KWOK, Tool.TRAEFIK, Tool.HELM4);

  String kubernetes(String program) {
    return path(Tool.KUBERNETES, program).toString();
  }

  String single(Tool tool) {
    return path(tool, tool.title()).toString();
  }

  Path path(Tool tool, String program) {
    return tools.program(tool, program);
  }
}
