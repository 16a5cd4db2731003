package dev.tideway.cli.commands;

import dev.tideway.cli.backup.Backups;
import dev.tideway.cli.backup.Dump;
import dev.tideway.cli.backup.Kept;
import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.install.Installation;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
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

  /** One of them. */
  static final class Source {
    @Parameters(paramLabel = "DUMP", description = "A name that list shows, or: latest.")
    private Optional<String> dump = Optional.empty();

    @Option(names = "--file", description = "A dump on this machine.")
    private Optional<Path> file = Optional.empty();
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
              return dump.name() + ", " + size(dump.bytes());
            });
    return 0;
  }

  @Command(
      name = "list",
      description = "Show the dumps, and the databases that restores have kept; the newest first.",
      mixinStandardHelpOptions = true)
  int list() throws IOException, InterruptedException {
    Backups backups = backups();
    List<Dump> dumps = backups.list();
    List<Kept> kept = backups.kept();
    if (dumps.isEmpty()) {
      System.out.println("no dump yet; make one: " + tideway.hint(backups.typed()) + " now");
    } else {
      System.out.printf("%-34s %10s %12s%n", "DUMP", "SIZE", "AGE");
      dumps.forEach(
          dump ->
              System.out.printf("%-34s %10s %12s%n", dump.name(), size(dump.bytes()), age(dump)));
    }
    if (!kept.isEmpty()) {
      System.out.printf("%n%-34s %10s%n", "KEPT FROM BEFORE A RESTORE", "SIZE");
      kept.forEach(it -> System.out.printf("%-34s %10s%n", it.name(), size(it.bytes())));
    }
    return 0;
  }

  @Command(
      name = "restore",
      description = {
        "Put a dump in the place of the database.",
        "The app works on until the dump is restored beside it; then its connections are ended"
            + " once. The database before is kept: see undo and forget."
      },
      mixinStandardHelpOptions = true)
  int restore(
      @ArgGroup(multiplicity = "1") Source source,
      @Option(names = "--yes", description = "Don't ask.") boolean yes) {
    Backups backups = backups();
    Optional<Dump> dump = source.dump.map(backups::find);
    source.file.ifPresent(BackupCommand::needReadable);
    String name = dump.map(Dump::name).or(() -> source.file.map(Path::toString)).orElseThrow();
    String since = dump.map(BackupCommand::age).map(age -> " in the " + age).orElse("");
    if (!yes && !agreed("What came%s since %s will be out of use.".formatted(since, name))) {
      return 1;
    }
    steps()
        .run(
            "restore",
            progress -> {
              String before =
                  dump.isPresent()
                      ? backups.restore(dump.get(), progress)
                      : backups.restore(source.file.orElseThrow(), progress);
              return "done; kept is " + before;
            });
    return 0;
  }

  @Command(
      name = "undo",
      description = "Put the database back that was in use before the last restore.",
      mixinStandardHelpOptions = true)
  int undo(@Option(names = "--yes", description = "Don't ask.") boolean yes)
      throws IOException, InterruptedException {
    Backups backups = backups();
    Kept last = backups.last();
    if (!yes && !agreed("What came since the last restore will be out of use.")) {
      return 1;
    }
    steps().run("undo", progress -> "done; kept is " + backups.undo(last, progress));
    return 0;
  }

  @Command(
      name = "forget",
      description = "Drop the databases that restores have kept.",
      mixinStandardHelpOptions = true)
  int forget(@Option(names = "--yes", description = "Don't ask.") boolean yes)
      throws IOException, InterruptedException {
    Backups backups = backups();
    List<Kept> kept = backups.kept();
    kept.forEach(it -> System.out.printf("%-34s %10s%n", it.name(), size(it.bytes())));
    if (kept.isEmpty()) {
      System.out.println("none is kept");
    } else if (yes || agreed("They will be gone.")) {
      backups.forget(kept);
    } else {
      return 1;
    }
    return 0;
  }

  private Backups backups() {
    String where =
        context.map(name -> " --context " + name).orElse("")
            + (namespace.equals(Installation.NAMESPACE) ? "" : " -n " + namespace);
    String typedKubectl =
        context.map(name -> "kubectl --context " + name).orElse("./tideway kubectl")
            + " -n "
            + namespace;
    return new Backups(kubectl(), namespace, "./tideway backup" + where, typedKubectl);
  }

  private Kubectl kubectl() {
    return context
        .map(
            name ->
                new Kubectl(
                    Tools.standard().program(Tool.KUBERNETES, "kubectl"),
                    List.of("--context", name)))
        .orElseGet(() -> tideway.existing().kubectl());
  }

  private Steps steps() {
    return new Steps(System.out, tideway.style());
  }

  private static void needReadable(Path file) {
    if (!Files.isReadable(file)) {
      throw new Failure("there is no " + file, "write the path of a dump on this machine");
    }
  }

  private static boolean agreed(String consequence) {
    if (System.console() == null) {
      throw new Failure(consequence, "where nobody can be asked, add --yes");
    }
    String answer = System.console().readLine("%s Go on? [y/N] ", consequence);
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  private static String size(long bytes) {
    return bytes < 1_000_000 ? "%.1f kB".formatted(bytes / 1e3) : "%.1f MB".formatted(bytes / 1e6);
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
