package dev.tideway.cli.commands;

import dev.tideway.cli.appd.Main;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

@Command(
    name = "appd",
    description = "See and steer apps and their rollouts: ./tideway appd get -A",
    mixinStandardHelpOptions = false)
final class AppdCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    return Main.run(tideway.hint("./tideway appd"), () -> tideway.existing().kubectl(), arguments);
  }
}
