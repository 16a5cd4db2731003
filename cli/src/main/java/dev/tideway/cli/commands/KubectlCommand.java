package dev.tideway.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

@Command(
    name = "kubectl",
    description = "Run kubectl on the cluster: ./tideway kubectl get appd -A",
    mixinStandardHelpOptions = false)
final class KubectlCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    List<String> command = tideway.existing().kubectl().command(arguments.toArray(String[]::new));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
