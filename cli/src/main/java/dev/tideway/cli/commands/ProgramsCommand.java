package dev.tideway.cli.commands;

import dev.tideway.cli.console.Steps;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "programs",
    description =
        "Download or build the programs of clusters and tests, and say where they are. Other"
            + " commands do it as well when they need them.",
    mixinStandardHelpOptions = true)
final class ProgramsCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Override
  public Integer call() {
    Steps steps = new Steps(System.out, tideway.style());
    Tools tools = Tools.standard();
    // A benchmark gets its own when somebody runs it.
    for (Tool tool : EnumSet.complementOf(EnumSet.of(Tool.K6))) {
      steps.run(
          tool.title(),
          progress -> {
            Path folder = tools.get(tool, progress);
            return folder.getFileName().toString();
          });
    }
    return 0;
  }
}
