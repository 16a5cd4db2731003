package dev.tideway.cli.commands;

import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "load",
    description =
        "Give images to the node: tars as docker save or Jib write them. An app then names the"
            + " image and tag that is printed.",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Parameters(arity = "1..*", paramLabel = "TAR")
  private List<Path> tars = List.of();

  @Override
  public Integer call() {
    LocalCluster cluster = tideway.existing();
    Steps steps = new Steps(System.out, tideway.style());
    for (Path tar : tars) {
      if (!Files.isReadable(tar)) {
        throw new Failure("there is no " + tar, "make it: docker save -o " + tar + " IMAGE");
      }
      steps.run("load", progress -> String.join(", ", cluster.importTar(tar)));
    }
    return 0;
  }
}
