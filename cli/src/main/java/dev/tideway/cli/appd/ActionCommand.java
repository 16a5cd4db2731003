package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.view.Line;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the operator for something, and says what it answered. */
@Command(mixinStandardHelpOptions = true)
class ActionCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Appd appd;
  private final Steering steering;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "APP", description = "Name of the app.")
  private String name = "";

  @Option(
      names = {"-m", "--reason"},
      paramLabel = "TEXT",
      description = "Why, for the record.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--override", description = "Act despite a freeze; needs --reason.")
  private boolean override;

  @Mixin private Output output = new Output();

  ActionCommand(Appd appd, Steering steering) {
    this.appd = appd;
    this.steering = steering;
  }

  /** The command for an action, ready to be added. */
  static CommandLine of(Appd appd, Steering steering) {
    ActionCommand command =
        switch (steering) {
          case Promote, PromoteFull -> new Promote(appd);
          case Rollback -> new Rollback(appd);
          case Pause, Resume, Abort, Retry, Restart -> new ActionCommand(appd, steering);
        };
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().usageMessage().description(steering.words());
    return line;
  }

  /** Promote has a second action behind an option. */
  static final class Promote extends ActionCommand {
    @Option(names = "--full", description = "Skip the steps left; analysis still guards.")
    private boolean full;

    Promote(Appd appd) {
      super(appd, Steering.Promote);
    }

    @Override
    Steering steering() {
      return full ? Steering.PromoteFull : Steering.Promote;
    }
  }

  /** Rollback takes a number. */
  static final class Rollback extends ActionCommand {
    @Option(
        names = "--to",
        paramLabel = "N",
        description = "Number of the revision; the one before the present one when absent.")
    private Optional<Long> to = Optional.empty();

    Rollback(Appd appd) {
      super(appd, Steering.Rollback);
    }

    @Override
    OptionalLong to() {
      return to.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
  }

  Steering steering() {
    return steering;
  }

  OptionalLong to() {
    return OptionalLong.empty();
  }

  @Override
  public Integer call() {
    if (override && reason.filter(r -> !r.isBlank()).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--override acts despite a freeze: write why it has to, with -m TEXT");
    }
    Transport transport = appd.transport();
    ActionObject.Wish wish = new ActionObject.Wish(steering(), to(), reason, override);
    JsonNode created =
        Both.of(
            () -> Lookup.app(transport, name),
            transport::user,
            (app, user) -> transport.create(ActionObject.of(app, wish, user)));
    String action = created.path("metadata").path("name").asText();
    return switch (Wait.until(
        transport,
        Query.action(action),
        appd.clock().instant().plus(PATIENCE),
        appd.clock(),
        object -> object.path("status").hasNonNull("phase"))) {
      case Wait.End.Met(JsonNode object) -> answer(object);
      case Wait.End.TimedOut _ -> unanswered(action);
      case Wait.End.Gone _ -> unanswered(action);
    };
  }

  private int answer(JsonNode object) {
    JsonNode status = object.path("status");
    boolean applied = status.path("phase").asText().equals("Applied");
    if (output.json()) {
      appd.print(object);
    } else {
      String phase = status.path("phase").asText();
      appd.print(
          List.of(
              Line.of(
                  applied ? Line.good("✓ " + phase) : Line.bad("✗ " + phase),
                  Line.plain(": " + appd.retyped(status.path("message").asText())))));
    }
    return applied ? 0 : Appd.FAILED;
  }

  private int unanswered(String action) {
    System.err.println(
        "No answer within "
            + PATIENCE.toSeconds()
            + " s. The action stays, and is acted on once the operator sees it.");
    System.err.println(
        "See whether it was answered:  "
            + appd.typedKubectl("get rolloutaction " + action + " -o wide"));
    System.err.println(
        "Take it back:                 " + appd.typedKubectl("delete rolloutaction " + action));
    return Appd.FAILED;
  }
}
