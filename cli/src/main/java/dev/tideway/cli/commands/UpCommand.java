package dev.tideway.cli.commands;

import dev.tideway.cli.Folders;
import dev.tideway.cli.cluster.Clusters;
import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.console.Style;
import dev.tideway.cli.images.ServersImage;
import dev.tideway.cli.install.ExistingCluster;
import dev.tideway.cli.install.Images;
import dev.tideway.cli.install.Installation;
import dev.tideway.cli.install.WholeApp;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "up",
    description = "Start a cluster, install the operator, run the app. Twice is harmless.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @ParentCommand private Tideway tideway = new Tideway();

  @Option(names = "--bare", description = "Only the cluster: neither the operator nor the app.")
  private boolean bare;

  @Option(
      names = "--full",
      description =
          "The app with PostgreSQL, Redis, accounts, uploads and TLS. A cluster keeps it until it"
              + " is removed.")
  private boolean full;

  @Option(
      names = "--context",
      description =
          "Install into the cluster of this context of your kubeconfig, instead of a local one.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--registry",
      description =
          "With --context: where to push the images and where that cluster pulls them from, such"
              + " as registry.example/team.")
  private Optional<String> registry = Optional.empty();

  @Override
  public Integer call() {
    if (full && (bare || context.isPresent())) {
      throw new Failure(
          "--full is the app on a local cluster, and goes with neither --bare nor --context",
          "leave one of them out; another cluster gets its parts by values:"
              + " helm/tideway/README.md");
    }
    if (context.isPresent()) {
      return existing(context.get());
    }
    try (Clusters.Hold _ = tideway.hold()) {
      return local();
    }
  }

  private int existing(String name) {
    String images =
        registry.orElseThrow(
            () ->
                new Failure(
                    "the cluster of context " + name + " has to get the images from somewhere",
                    "name a registry that you may push to: ./tideway up --context "
                        + name
                        + " --registry registry.example/team"));
    new ExistingCluster(Folders.repository(), name, Tools.standard())
        .up(images, new Steps(System.out, tideway.style()));
    System.out.printf(
        "%n  See it   kubectl --context %s -n %s get appd,pods%n  Stop it  ./tideway down --context"
            + " %s%n",
        name, Installation.NAMESPACE, name);
    return 0;
  }

  private int local() {
    PrintStream out = System.out;
    Style style = tideway.style();
    Steps steps = new Steps(out, style);
    Path repository = Folders.repository();
    long start = System.nanoTime();
    LocalCluster cluster = tideway.create();
    if (full) {
      new WholeApp(cluster).check();
    }
    AtomicBoolean finished = new AtomicBoolean(!cluster.components().isEmpty());
    CountDownLatch still = new CountDownLatch(1);
    Thread starting = Thread.currentThread();
    // Whoever interrupts a first start wants nothing of it to stay.
    Thread cleanUp =
        new Thread(
            () -> {
              if (!finished.get()) {
                out.println("\nstopped: removing what was started");
                starting.interrupt();
                awaitAWhile(still);
                cluster.down();
              }
            });
    Runtime.getRuntime().addShutdownHook(cleanUp);
    try {
      run(cluster, repository, steps);
    } finally {
      // A step that failed leaves its logs; only an interrupt takes all away.
      finished.set(true);
      still.countDown();
    }
    out.printf("%nup in %s%n", Steps.since(start));
    if (!bare) {
      summary(out, style, cluster);
    }
    return 0;
  }

  // What is being written must not come after what removes it.
  private static void awaitAWhile(CountDownLatch latch) {
    try {
      boolean _ = latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(LocalCluster cluster, Path repository, Steps steps) {
    if (bare) {
      cluster.up(steps);
    } else if (cluster.layout().real()) {
      Images images = Images.build(repository, steps);
      Optional<ServersImage> servers =
          full || new WholeApp(cluster).isThere()
              ? Optional.of(Images.servers(steps))
              : Optional.empty();
      cluster.up(steps);
      Installation installation = installation(cluster, repository);
      servers.ifPresentOrElse(
          with -> installation.runWhole(images, with, steps),
          () -> installation.run(images, steps));
    } else {
      cluster.up(steps);
      installation(cluster, repository).runSimulated(steps);
    }
  }

  private static Installation installation(LocalCluster cluster, Path repository) {
    Path helm = Tools.standard().program(Tool.HELM4, "helm");
    return new Installation(repository, cluster, helm);
  }

  private void summary(PrintStream out, Style style, LocalCluster cluster) {
    String url = Installation.url(cluster);
    String kubectl = tideway.hint("./tideway kubectl -n " + Installation.NAMESPACE);
    if (cluster.layout().real()) {
      out.printf("%n  %s%n%n", style.strong(url));
      boolean whole = new WholeApp(cluster).isThere();
      String trust = whole ? "--cacert '" + cluster.layout().siteAuthority() + "' " : "";
      out.println("  Ask the app       curl " + trust + url);
      if (whole) {
        out.println("  Log in as admin   " + kubectl + " get secret web-accounts \\");
        out.println(
            "                      -o 'go-template={{index .data \"admin-password\" |"
                + " base64decode}}'");
        out.println(tideway.hint("  Keep its data     ./tideway backup now"));
      }
    } else {
      out.printf(
          "%n  %s%n%n",
          style.strong("Pods are simulated, and nothing answers: real ones take root (sudo)."));
    }
    out.println("  See it            " + kubectl + " get appd,pods");
    out.println("  Change it         " + kubectl + " patch appd web --type merge \\");
    out.println(
        "                      -p '{\"spec\":{\"config\":{\"env\":{\"COLOUR\":\"blue\"}}}}'");
    out.println("  Watch it change   " + kubectl + " get appd -w -o wide");
    out.println("  Use your kubectl  export KUBECONFIG='" + cluster.layout().kubeconfig() + "'");
    out.println(tideway.hint("  Stop it           ./tideway down"));
  }
}
