package dev.tideway.cli.commands;

import dev.tideway.cli.cluster.LocalCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "status",
    description =
        "Say which processes of the cluster run, and how its apps are. Exit code 3: one doesn't.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int BROKEN = 3;

  @ParentCommand private Tideway tideway = new Tideway();

  @Override
  public Integer call() throws Exception {
    LocalCluster cluster = tideway.existing();
    boolean all = !cluster.components().isEmpty();
    for (String component : cluster.components()) {
      Optional<ProcessHandle> process = cluster.process(component);
      all &= process.isPresent();
      System.out.printf(
          "%s %-24s %s%n",
          process.isPresent() ? tideway.style().good("✓") : tideway.style().bad("✗"),
          component,
          process
              .map(StatusCommand::words)
              .orElse(tideway.hint("ended; ./tideway logs " + component)));
    }
    System.out.println();
    if (!all) {
      System.out.println(tideway.hint("Not all of it runs. Start what is missing: ./tideway up "));
      return BROKEN;
    }
    System.out.println(cluster.gatewayUrl() + " is the gateway");
    System.out.println(cluster.kubectl().ask("get", "appd", "--all-namespaces", "-o", "wide"));
    return 0;
  }

  private static String words(ProcessHandle process) {
    String since =
        process
            .info()
            .startInstant()
            .map(start -> Duration.between(start, Instant.now()).toSeconds())
            .map(seconds -> ", for " + Duration.ofSeconds(seconds).toString().substring(2))
            .orElse("");
    return "pid " + process.pid() + since.toLowerCase(java.util.Locale.ROOT);
  }
}
