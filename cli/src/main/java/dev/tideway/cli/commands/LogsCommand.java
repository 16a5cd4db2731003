package dev.tideway.cli.commands;

import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "logs",
    description = "Show the log of a process of the cluster; without a name, where the logs are.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Parameters(arity = "0..1", paramLabel = "PROCESS", description = "As in ./tideway status.")
  private Optional<String> process = Optional.empty();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as it grows.")
  private boolean follow;

  @Option(
      names = "--tail",
      defaultValue = "200",
      description = "Last lines to show (default: 200).")
  private int tail = 200;

  @Override
  public Integer call() throws Exception {
    LocalCluster cluster = tideway.existing();
    if (process.isEmpty()) {
      System.out.println(cluster.layout().logs());
      cluster
          .components()
          .forEach(name -> System.out.println(tideway.hint("  ./tideway logs " + name)));
      return 0;
    }
    Path log = cluster.log(process.get());
    if (!Files.exists(log)) {
      throw new Failure(
          "there is no log of " + process.get(),
          "there are: " + String.join(", ", cluster.components()));
    }
    List<String> command = new ArrayList<>(List.of("tail", "-n", String.valueOf(tail)));
    if (follow) {
      command.add("-f");
    }
    command.add(log.toString());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
