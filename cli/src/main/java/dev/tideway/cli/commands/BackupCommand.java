package dev.tideway.cli.commands;

import dev.tideway.cli.backup.Backups;
import dev.tideway.cli.backup.Dump;
import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.install.Installation;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

@Command(
    name = "backup",
    description = "Dump the bundled database, list the dumps, restore one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class BackupCommand {
  @ParentCommand private Tideway tideway = new Tideway();

  @Option(
      names = "--context",
      scope = ScopeType.INHERIT,
      description = "Of this context of your kubeconfig, instead of a local cluster.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = {"-n", "--namespace"},
      scope = ScopeType.INHERIT,
      defaultValue = Installation.NAMESPACE,
      description = "The namespace of the chart's release (default: ${DEFAULT-VALUE}).")
  private String namespace = Installation.NAMESPACE;

  private Backups backups() {
    Kubectl kubectl =
        context
            .map(
                name ->
                    new Kubectl(
                        Tools.standard().program(Tool.KUBERNETES, "kubectl"),
                        List.of("--context", name)))
            .orElseGet(() -> tideway.existing().kubectl());
    return new Backups(kubectl, namespace);
  }

  private Steps steps() {
    return new Steps(System.out, tideway.style());
  }

  @Command(
      name = "now",
      description = "Take a dump, and wait until it is there.",
      mixinStandardHelpOptions = true)
  int now() {
    Backups backups = backups();
    steps()
        .run(
            "backup",
            progress -> {
              Dump dump = backups.now(progress);
              return dump.name() + ", " + size(dump);
            });
    return 0;
  }

  @Command(
      name = "list",
      description = "Show the dumps, the newest first.",
      mixinStandardHelpOptions = true)
  int list() {
    List<Dump> dumps = backups().list();
    if (dumps.isEmpty()) {
      System.out.println(tideway.hint("no dump yet; make one: ./tideway backup now"));
      return 0;
    }
    System.out.printf("%-28s %10s %12s%n", "NAME", "SIZE", "AGE");
    dumps.forEach(
        dump -> System.out.printf("%-28s %10s %12s%n", dump.name(), size(dump), age(dump)));
    return 0;
  }

  @Command(
      name = "restore",
      description = {
        "Put a dump in the place of the database.",
        "The app works on until the dump is restored beside it; then its connections are ended"
            + " once, and its cache is emptied. The database before is kept under another name"
            + " until the next restore."
      },
      mixinStandardHelpOptions = true)
  int restore(
      @Parameters(paramLabel = "DUMP", description = "A name that list shows, or: latest.")
          String name,
      @Option(names = "--yes", description = "Don't ask.") boolean yes) {
    Backups backups = backups();
    Dump dump = backups.find(name);
    if (!yes && !agreed(dump)) {
      return 1;
    }
    steps()
        .run(
            "restore",
            progress -> dump.name() + "; the one before is " + backups.restore(dump, progress));
    return 0;
  }

  private boolean agreed(Dump dump) {
    if (System.console() == null) {
      throw new Failure(
          "a restore replaces what is in the database", "where nobody can be asked, add --yes");
    }
    String answer =
        System.console()
            .readLine(
                "What came in the %s since %s will be out of use. Restore it? [y/N] ",
                age(dump), dump.name());
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  private static String size(Dump dump) {
    return dump.bytes() < 1_000_000
        ? "%.1f kB".formatted(dump.bytes() / 1e3)
        : "%.1f MB".formatted(dump.bytes() / 1e6);
  }

  private static String age(Dump dump) {
    Duration age = Duration.between(dump.begun(), Clock.systemUTC().instant());
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    }
    return age.toHours() > 0
        ? age.toHours() + " h " + age.toMinutesPart() + " min"
        : age.toMinutes() + " min " + age.toSecondsPart() + " s";
  }
}
