package dev.tideway.cli.appd;

import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.view.App;
import dev.tideway.cli.appd.view.Candidate;
import dev.tideway.cli.appd.view.Revision;
import dev.tideway.cli.console.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Show the logs of an app's pods, or of one revision's.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  private final Appd appd;

  @Parameters(paramLabel = "APP", description = "Name of the app.")
  private String name = "";

  @ArgGroup private Which which = new Which();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as they grow.")
  private boolean follow;

  @Option(
      names = "--tail",
      defaultValue = "100",
      paramLabel = "LINES",
      description = "Last lines of each pod; -1 for all (default: 100).")
  private int tail = 100;

  @Option(
      names = {"-c", "--container"},
      defaultValue = "app",
      paramLabel = "NAME",
      description = "Container of the pods (default: app, the app's own).")
  private String container = "app";

  /** One revision, or none in particular. */
  static final class Which {
    @Option(names = "--candidate", description = "Only the candidate's pods.")
    private boolean candidate;

    @Option(names = "--stable", description = "Only the stable revision's pods.")
    private boolean stable;
  }

  LogsCommand(Appd appd) {
    this.appd = appd;
  }

  @Override
  public Integer call() {
    Transport transport = appd.transport();
    List<String> arguments = new ArrayList<>(List.of("logs", "--prefix", "--timestamps"));
    arguments.addAll(List.of("-l", Query.selector(name, hash(transport))));
    arguments.addAll(List.of("-c", container, "--tail", String.valueOf(tail)));
    // kubectl stops at 5 pods when it follows, unless told otherwise.
    arguments.addAll(List.of("--max-log-requests", "100"));
    if (follow) {
      arguments.add("--follow");
    }
    return transport.run(arguments);
  }

  private Optional<String> hash(Transport transport) {
    if (!which.candidate && !which.stable) {
      return Optional.empty();
    }
    App app = Lookup.app(transport, name);
    Optional<Revision> revision =
        which.candidate ? app.candidate().map(Candidate::revision) : app.stable();
    if (revision.isEmpty()) {
      throw new Failure(
          name + " has no " + (which.candidate ? "candidate" : "stable revision"),
          "see which revisions there are: kubectl appd get " + name);
    }
    return revision.map(Revision::hash);
  }
}
