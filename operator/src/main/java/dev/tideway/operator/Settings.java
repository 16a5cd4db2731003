package dev.tideway.operator;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the environment tells the operator.
 *
 * @param watchNamespaces namespaces to look after; empty for all
 * @param leaderElection whether replicas agree on one that acts
 * @param namespace the operator's own, where the lease is
 * @param identity this replica's name in the lease
 * @param workers apps that are looked after at the same time
 * @param maxConcurrentRollouts rollouts that may run at once; 0 for any number
 * @param managementPort port of health and metrics
 */
record Settings(
    Set<String> watchNamespaces,
    boolean leaderElection,
    String namespace,
    String identity,
    int workers,
    int maxConcurrentRollouts,
    int managementPort) {

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException that names the variable and what to write
   */
  static Settings from(Map<String, String> env) {
    boolean leaderElection = bool(env, "TIDEWAY_LEADER_ELECTION", true);
    Optional<String> namespace = text(env, "POD_NAMESPACE");
    if (leaderElection && namespace.isEmpty()) {
      throw new IllegalArgumentException(
          "POD_NAMESPACE is not set, and leader election needs it: set it to the operator's own"
              + " namespace, or set TIDEWAY_LEADER_ELECTION=false for a single replica");
    }
    return new Settings(
        text(env, "TIDEWAY_WATCH_NAMESPACES").map(Settings::list).orElse(Set.of()),
        leaderElection,
        namespace.orElse("default"),
        text(env, "POD_NAME").orElse("tideway-" + ProcessHandle.current().pid()),
        number(env, "TIDEWAY_WORKERS", 8, 1, 256),
        number(env, "TIDEWAY_MAX_CONCURRENT_ROLLOUTS", 0, 0, 100_000),
        number(env, "TIDEWAY_MANAGEMENT_PORT", 8080, 0, 65535));
  }

  private static Optional<String> text(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).map(String::trim).filter(v -> !v.isEmpty());
  }

  private static Set<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean bool(Map<String, String> env, String name, boolean otherwise) {
    return switch (text(env, name).orElse(String.valueOf(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw new IllegalArgumentException(name + " is " + other + "; write true or false");
    };
  }

  private static int number(Map<String, String> env, String name, int otherwise, int min, int max) {
    String text = text(env, name).orElse(String.valueOf(otherwise));
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, like a number out of bounds
    }
    throw new IllegalArgumentException(
        name + " is " + text + "; write a number from " + min + " to " + max);
  }
}
