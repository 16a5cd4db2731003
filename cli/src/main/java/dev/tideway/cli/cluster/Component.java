package dev.tideway.cli.cluster;

import java.util.List;
import java.util.Map;

/**
 * A process of the cluster.
 *
 * @param name of its log and of the file that remembers its pid
 * @param command the program and its arguments
 * @param environment added to that of the caller
 * @param inNode whether it runs inside the node's namespaces
 */
record Component(
    String name, List<String> command, Map<String, String> environment, boolean inNode) {
  Component {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  static Component onHost(String name, List<String> command) {
    return new Component(name, command, Map.of(), false);
  }

  static Component inNode(String name, List<String> command) {
    return new Component(name, command, Map.of(), true);
  }

  Component with(Map<String, String> variables) {
    return new Component(name, command, variables, inNode);
  }
}
