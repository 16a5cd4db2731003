package dev.tideway.cli.appd;

import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** Runs kubectl-appd. */
public final class Main {
  private static final String PROGRAM = "kubectl appd";

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
    return commandLine(appd).execute(args);
  }

  static CommandLine commandLine(Appd appd) {
    CommandLine line = new CommandLine(appd).setCommandName(appd.program());
    line.addSubcommand(new GetCommand(appd));
    line.addSubcommand(new StatusCommand(appd));
    ActionCommand.all(appd).forEach(line::addSubcommand);
    line.addSubcommand(new HistoryCommand(appd));
    line.addSubcommand(new LogsCommand(appd));
    line.addSubcommand(new LintCommand(appd));
    line.addSubcommand(new CompletionCommand(appd));
    line.addSubcommand(new CompleteCommand(appd));
    line.addSubcommand(new HelpCommand());
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(appd, e));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
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
    err.println(
        appd.style().strong("what to do: ") + remedy.replace("kubectl appd", appd.program()));
  }
}
