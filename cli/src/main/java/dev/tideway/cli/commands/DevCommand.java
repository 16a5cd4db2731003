package dev.tideway.cli.commands;

import dev.tideway.cli.Folders;
import dev.tideway.cli.dev.DevRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "dev",
    description =
        "Run the app from its sources, with a PostgreSQL and a Redis of its own, and start it again"
            + " when they change. Ctrl-C ends all of it; what is in the database is kept.",
    mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Option(
      names = "--fresh",
      description = "Throw away what is kept first: the database, the keys, the passwords.")
  private boolean fresh;

  @Override
  public Integer call() throws Exception {
    DevRun.run(
        Folders.repository(), System.getenv(), tideway.name(), fresh, System.out, tideway.style());
    return 0;
  }
}
