package dev.tideway.cli.commands;

import dev.tideway.cli.Folders;
import dev.tideway.cli.cluster.Clusters;
import dev.tideway.cli.cluster.Layout;
import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Style;
import dev.tideway.cli.images.ImageException;
import dev.tideway.cli.tools.Tools;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: a local cluster with Tideway on it. */
@Command(
    name = "tideway",
    description = "A real Kubernetes on this machine, with Tideway and its app on it.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      DevCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      AppdCommand.class,
      KubectlCommand.class,
      LoadCommand.class,
      BackupCommand.class,
      UrlCommand.class,
      ProgramsCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "tideway 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND")
public final class Tideway {
  @Option(
      names = "--name",
      defaultValue = "default",
      scope = ScopeType.INHERIT,
      description = "The name of the cluster, or of dev, for more than one (default: default).")
  private String name = "default";

  private final Style style = Style.detect(System.getenv());

  public static void main(String[] args) {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    Tideway tideway = new Tideway();
    CommandLine line = new CommandLine(tideway);
    line.setExecutionExceptionHandler((e, command, parsed) -> tideway.explain(e));
    // Whatever follows is kubectl's, a -- among it too.
    Objects.requireNonNull(line.getSubcommands().get("kubectl")).setStopAtUnmatched(true);
    Objects.requireNonNull(line.getSubcommands().get("appd")).setStopAtUnmatched(true);
    return line;
  }

  private int explain(Exception e) {
    String cause = String.valueOf(e.getMessage());
    switch (e) {
      case Failure f ->
          System.err.printf(
              "%n%s %s%n%s %s%n",
              style.bad("error:"), cause, style.strong("what to do:"), hint(f.remedy()));
      case ImageException i -> System.err.printf("%n%s %s%n", style.bad("error:"), cause);
      default -> {
        System.err.printf("%n%s %s%n", style.bad("error:"), e);
        for (StackTraceElement at : e.getStackTrace()) {
          System.err.println(style.faint("    at " + at));
        }
      }
    }
    return 1;
  }

  /** Commands as they are typed for this cluster; one that names another stays as it is. */
  String hint(String text) {
    return name.equals("default")
        ? text
        : text.replaceAll("\\./tideway (?!--name )", "./tideway --name " + name + " ");
  }

  String name() {
    return name;
  }

  Style style() {
    return style;
  }

  /** Keeps others from starting or removing the same cluster meanwhile. */
  Clusters.Hold hold() {
    return new Clusters(Folders.of(System.getenv())).hold(name);
  }

  LocalCluster create() {
    return cluster(new Clusters(Folders.of(System.getenv())).findOrCreate(name));
  }

  Optional<LocalCluster> find() {
    return new Clusters(Folders.of(System.getenv())).find(name).map(Tideway::cluster);
  }

  /** The cluster of that name, which has to be there. */
  LocalCluster existing() {
    return find().orElseThrow(() -> new Failure(nothing(), "make it: ./tideway up"));
  }

  /** Says that the cluster isn't there, and which others are. */
  String nothing() {
    List<String> others = new Clusters(Folders.of(System.getenv())).names();
    return "there is no cluster "
        + name
        + (others.isEmpty() ? "" : "; there are: " + String.join(", ", others));
  }

  private static LocalCluster cluster(Layout layout) {
    return new LocalCluster(layout, Tools.standard());
  }
}
