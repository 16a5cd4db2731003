package dev.tideway.cli.commands;

import dev.tideway.cli.Folders;
import dev.tideway.cli.cluster.Clusters;
import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.install.ExistingCluster;
import dev.tideway.cli.tools.Tools;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "down",
    description = "Stop the cluster and remove all of it. Cached programs and images stay.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Option(
      names = "--context",
      description = "Uninstall from the cluster of this context; its CRDs and other apps stay.")
  private Optional<String> context = Optional.empty();

  @Override
  public Integer call() {
    if (context.isPresent()) {
      new ExistingCluster(Folders.repository(), context.get(), Tools.standard())
          .down(new Steps(System.out, tideway.style()));
      return 0;
    }
    Optional<LocalCluster> cluster = tideway.find();
    if (cluster.isEmpty()) {
      System.out.println(tideway.nothing());
      return 0;
    }
    try (Clusters.Hold _ = tideway.hold()) {
      remove(cluster.get());
    }
    return 0;
  }

  private void remove(LocalCluster cluster) {
    new Steps(System.out, tideway.style())
        .run(
            "down",
            progress -> {
              cluster.down();
              return "no process, mount, interface or rule is left";
            });
  }
}
