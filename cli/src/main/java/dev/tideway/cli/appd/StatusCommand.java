package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.view.App;
import dev.tideway.cli.appd.view.Documents;
import dev.tideway.cli.appd.view.Line;
import dev.tideway.cli.appd.view.Outcome;
import dev.tideway.cli.appd.view.RightSizing;
import dev.tideway.cli.appd.view.Times;
import dev.tideway.cli.appd.view.Usage;
import dev.tideway.cli.console.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Say in one line where an app is, and with the exit code; for pipelines.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ready: all that the newest spec asks for serves",
      "1:aborted, degraded, deleted, or another revision serves after a rollback",
      "2:not written as a command has to be",
      "3:still under way, held by a freeze, or the timeout is over",
      "4:waits for a person: an approval, or a Resume"
    })
final class StatusCommand implements Callable<Integer> {
  private final Appd appd;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "APP", description = "Name of the app.")
  private String name = "";

  @Option(names = "--wait", description = "Wait until the rollout has ended.")
  private boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "10m",
      paramLabel = "DURATION",
      description = "How long to wait, such as 90s or 1h30m (default: 10m).")
  private String timeout = "10m";

  @Option(
      names = "--wait-approval",
      description = "Go on waiting while a person has to act, instead of ending with 4.")
  private boolean waitApproval;

  @Option(
      names = "--usage",
      description = "Show what its containers ask for and use, and what would fit better.")
  private boolean usage;

  @Mixin private Output output = new Output();

  StatusCommand(Appd appd) {
    this.appd = appd;
  }

  @Override
  public Integer call() {
    Duration limit =
        Times.parse(timeout)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "not a duration: " + timeout + "; write it like 90s, 10m or 1h30m"));
    Transport transport = appd.transport();
    return wait || waitApproval ? await(transport, limit) : report(Lookup.app(transport, name));
  }

  private int await(Transport transport, Duration limit) {
    try {
      return switch (Wait.until(
          transport,
          Query.app(name),
          appd.clock().instant().plus(limit),
          appd.clock(),
          object -> isOver(Outcome.of(App.of(object)).kind()))) {
        case Wait.End.Met(JsonNode object) -> report(App.of(object));
        case Wait.End.TimedOut(var last) -> {
          last.ifPresent(object -> report(App.of(object)));
          System.err.println(
              "not ready within " + Times.of(limit) + "; look: " + appd.typed("get " + name));
          yield Appd.UNDER_WAY;
        }
        case Wait.End.Gone _ ->
            throw new Failure(
                "the app " + name + " was deleted meanwhile",
                "see which there are: kubectl appd get");
      };
    } catch (Refusal r) {
      throw r.isNotFound() ? Lookup.absent(transport, name) : r;
    }
  }

  private List<Usage> usages() {
    return usage ? Lookup.usage(appd.transport(), name) : List.of();
  }

  private static List<Line> sizes(List<Usage> usages) {
    if (usages.isEmpty()) {
      return List.of(Line.of("Nothing was measured yet; a new pod takes about a minute."));
    }
    List<Line> lines = new ArrayList<>(Usage.table(usages));
    List<String> hints = usages.stream().flatMap(u -> RightSizing.hints(u).stream()).toList();
    hints.forEach(hint -> lines.add(Line.of(Line.warn("hint: "), Line.plain(hint))));
    if (!hints.isEmpty()) {
      lines.add(
          Line.of(Line.faint("By this moment alone: look at a busy day before you change it.")));
    }
    return lines;
  }

  private boolean isOver(Outcome.Kind kind) {
    return switch (kind) {
      case Ready, Failed -> true;
      case WaitsForPerson -> !waitApproval;
      case UnderWay -> false;
    };
  }

  private int report(App app) {
    Outcome outcome = Outcome.of(app);
    if (output.json()) {
      appd.print(Documents.of(app, outcome, usages()));
    } else {
      appd.print(
          List.of(
              Line.of(
                  switch (outcome.kind()) {
                    case Ready -> Line.good(outcome.title());
                    case Failed -> Line.bad(outcome.title());
                    case WaitsForPerson -> Line.warn(outcome.title());
                    case UnderWay -> Line.strong(outcome.title());
                  },
                  Line.plain(": " + appd.retyped(outcome.words())))));
      if (usage) {
        appd.print(sizes(usages()));
      }
    }
    return switch (outcome.kind()) {
      case Ready -> 0;
      case Failed -> Appd.FAILED;
      case WaitsForPerson -> Appd.WAITS;
      case UnderWay -> Appd.UNDER_WAY;
    };
  }
}
