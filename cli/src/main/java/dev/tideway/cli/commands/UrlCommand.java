package dev.tideway.cli.commands;

import dev.tideway.cli.install.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "url",
    description = "Print where the app answers, for scripts.",
    mixinStandardHelpOptions = true)
final class UrlCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Override
  public Integer call() {
    System.out.println(Installation.url(tideway.existing()));
    return 0;
  }
}
