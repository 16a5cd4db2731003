package dev.tideway.cli.appd;

import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** Runs kubectl-appd. */
public final class Main {
  private static final String PROGRAM = "kubectl appd";

  /** Commands that are about all the others. */
  private static final Set<String> WHOLE = Set.of("completion", "__complete", "help");

  private Main() {}

  public static void main(String[] args) {
    Map<String, String> env = System.getenv();
    Kubectl kubectl = new Kubectl(Path.of(env.getOrDefault("KUBECTL", "kubectl")), List.of());
    System.exit(execute(Appd.real(PROGRAM, () -> kubectl, env), args));
  }

  /**
   * Runs a command on a cluster that is known beforehand.
   *
   * @param program how the user types it
   */
  public static int run(String program, Supplier<Kubectl> kubectl, List<String> arguments) {
    return execute(Appd.real(program, kubectl, System.getenv()), arguments.toArray(String[]::new));
  }

  static int execute(Appd appd, String... args) {
    return commandLine(appd, args).execute(args);
  }

  // Reading the annotations of a command takes some milliseconds, so the others are left out where
  // the first word says which one is meant.
  private static CommandLine commandLine(Appd appd, String... args) {
    CommandLine line = new CommandLine(appd).setCommandName(appd.program());
    Map<String, Supplier<Object>> commands = commands(appd);
    boolean one = args.length > 0 && commands.containsKey(args[0]) && !WHOLE.contains(args[0]);
    commands.forEach(
        (name, command) -> {
          if (!one || name.equals(args[0])) {
            line.addSubcommand(name, command.get());
          }
        });
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(appd, e));
    return line;
  }

  private static Map<String, Supplier<Object>> commands(Appd appd) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("get", () -> new GetCommand(appd));
    commands.put("status", () -> new StatusCommand(appd));
    for (Steering steering : Steering.values()) {
      if (steering != Steering.PromoteFull) {
        commands.put(steering.command(), () -> ActionCommand.of(appd, steering));
      }
    }
    commands.put("history", () -> new HistoryCommand(appd));
    commands.put("logs", () -> new LogsCommand(appd));
    commands.put("lint", () -> new LintCommand(appd));
    commands.put("completion", () -> new CompletionCommand(appd));
    commands.put("__complete", () -> new CompleteCommand(appd));
    commands.put("help", HelpCommand::new);
    return commands;
  }

  private static int explain(Appd appd, Exception e) {
    PrintStream err = Appd.stream(FileDescriptor.err);
    switch (e) {
      case Failure f -> say(appd, err, String.valueOf(f.getMessage()), f.remedy());
      case Refusal r -> say(appd, err, String.valueOf(r.getMessage()), r.remedy());
      default -> {
        err.println(appd.style().bad("error: ") + e);
        for (StackTraceElement at : e.getStackTrace()) {
          err.println(appd.style().faint("    at " + at));
        }
      }
    }
    return Appd.FAILED;
  }

  private static void say(Appd appd, PrintStream err, String cause, String remedy) {
    err.println(appd.style().bad("error: ") + cause);
    err.println(appd.style().strong("what to do: ") + appd.remedy(remedy));
  }
}
