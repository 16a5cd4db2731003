package dev.tideway.cli.backup;

import dev.tideway.cli.Resources;
import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.cluster.Shell;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dumps of the database that the chart bundles, by kubectl alone. They are on a volume that the
 * database's pod mounts as {@code /backups}.
 *
 * @param kubectl of the cluster
 * @param namespace of the chart's release
 * @param typed how a person types {@code backup} for it
 * @param typedKubectl how a person types kubectl for it
 */
public record Backups(Kubectl kubectl, String namespace, String typed, String typedKubectl) {
  private static final String PART = "app.kubernetes.io/name=tideway,app.kubernetes.io/component=";
  private static final String LOCALLY = " on a local cluster: ./tideway up --full";

  /** Takes a dump, and waits for its end. */
  public Dump now(Steps.Progress progress) throws InterruptedException {
    String schedule =
        named(
            "cronjob",
            "database-backup",
            "install the chart with database.mode=bundled and"
                + " database.bundled.backup.enabled=true; another database has backups of its own;"
                + LOCALLY);
    String name =
        schedule.substring(schedule.indexOf('/') + 1)
            + "-now-"
            + Long.toString(Instant.now().toEpochMilli(), 36);
    run("create", "job", name, "--from=cronjob/" + schedule.substring(schedule.indexOf('/') + 1));
    String log = new DumpJob(kubectl, List.of("-n", namespace), name, typedKubectl).await(progress);
    String made = log.substring(log.lastIndexOf(' ') + 1);
    return list().stream()
        .filter(dump -> dump.name().equals(made))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "job " + name + " wrote a dump that isn't there:\n" + log,
                    "see which there are: " + typed + " list"));
  }

  /** All dumps, the newest first. */
  public List<Dump> list() {
    String files =
        run(
            "exec",
            database(),
            "--container=postgres",
            "--",
            "sh",
            "-c",
            "cd /backups && for it in *.dump; do [ ! -e \"$it\" ] || stat -c '%s %n' \"$it\";"
                + " done");
    return sizes(files).stream()
        .filter(file -> Dump.isName(file.name()))
        .map(file -> new Dump(file.name(), file.bytes()))
        .sorted((a, b) -> b.name().compareTo(a.name()))
        .toList();
  }

  /** The dump of that name, or the newest one for {@code latest}. */
  public Dump find(String name) {
    List<Dump> dumps = list();
    return dumps.stream()
        .filter(dump -> name.equals("latest") || dump.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                dumps.isEmpty()
                    ? new Failure("there is no dump yet", "make one: " + typed + " now")
                    : new Failure(
                        "there is no dump " + name, "see which there are: " + typed + " list"));
  }

  /**
   * Puts a dump in the place of the database. Until it is whole, the app works on with what there
   * is; then its connections are ended once.
   *
   * @return the database before
   */
  public String restore(Dump dump, Steps.Progress progress)
      throws IOException, InterruptedException {
    return restore(dump.name(), Optional.empty(), progress);
  }

  /** The same from a file of this machine, such as a dump that was copied away. */
  public String restore(Path file, Steps.Progress progress)
      throws IOException, InterruptedException {
    return restore("-", Optional.of(file), progress);
  }

  private String restore(String dump, Optional<Path> file, Steps.Progress progress)
      throws IOException, InterruptedException {
    String name = file.map(Path::toString).orElse(dump);
    progress.at("restoring " + name + " beside the database");
    Shell.Result result = script("restore.sh", file, dump);
    if (!result.ok()) {
      throw new Failure(
          name + " was not restored, and the database is as it was:\n" + result.output(),
          "mend what it says, or take another one: " + typed + " list");
    }
    return swap(lastLine(result.output()), progress);
  }

  /** The database that was there before the last restore; fails where there is none. */
  public Kept last() throws IOException, InterruptedException {
    return kept().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "no database is kept from before a restore",
                    "restore a dump: " + typed + " list"));
  }

  /** Puts that one in its place again. */
  public String undo(Kept last, Steps.Progress progress) throws IOException, InterruptedException {
    return swap(last.name(), progress);
  }

  /** Databases that were in use before a restore, the newest first. */
  public List<Kept> kept() throws IOException, InterruptedException {
    return sizes(need("kept.sh"));
  }

  /** Drops those. */
  public void forget(List<Kept> kept) throws IOException, InterruptedException {
    need("forget.sh", kept.stream().map(Kept::name).toArray(String[]::new));
  }

  private String swap(String database, Steps.Progress progress)
      throws IOException, InterruptedException {
    progress.at("giving it to the app");
    Shell.Result result = script("swap.sh", Optional.empty(), database);
    if (!result.ok()) {
      throw new Failure(
          database + " did not take the place of the database:\n" + result.output(),
          "nothing is lost; see which databases there are, and try again: " + typed + " list");
    }
    return lastLine(result.output());
  }

  private String need(String script, String... arguments) throws IOException, InterruptedException {
    Shell.Result result = script(script, Optional.empty(), arguments);
    if (!result.ok()) {
      throw new Failure(
          "the database refused:\n" + result.output(),
          "mend what it says, and run the same command again");
    }
    return result.output();
  }

  private Shell.Result script(String name, Optional<Path> input, String... arguments)
      throws IOException, InterruptedException {
    List<String> exec = new ArrayList<>(List.of("exec", database(), "--container=postgres"));
    input.ifPresent(file -> exec.add("--stdin"));
    exec.addAll(List.of("--", "sh", "-c", text("login.sh") + text(name), name));
    exec.addAll(List.of(arguments));
    ProcessBuilder program =
        new ProcessBuilder(
                kubectl.command(Arguments.of(inNamespace(), exec.toArray(String[]::new))))
            .redirectErrorStream(true);
    input.ifPresent(file -> program.redirectInput(file.toFile()));
    return Shell.run(program);
  }

  private static String text(String script) throws IOException {
    return Resources.text(Backups.class, script);
  }

  private static String lastLine(String output) {
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  /** From lines of a size and a name. */
  private static List<Kept> sizes(String lines) {
    return lines
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2 && words[0].matches("\\d+"))
        .map(words -> new Kept(words[1], Long.parseLong(words[0])))
        .toList();
  }

  private String database() {
    return named(
        "pod",
        "database",
        "name the namespace of a release with database.mode=bundled: --namespace NAMESPACE;"
            + LOCALLY);
  }

  /** With its kind, as in {@code pod/tideway-database-0}. */
  private String named(String kind, String component, String remedy) {
    return run("get", kind, "-l", PART + component, "-o", "name")
        .lines()
        // And not a warning, which may come before it.
        .filter(line -> line.matches("[a-z.]+/\\S+"))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "there is no " + kind + " of a bundled " + component + " in " + namespace,
                    remedy));
  }

  private String run(String... arguments) {
    return kubectl.run(Arguments.of(inNamespace(), arguments));
  }

  private List<String> inNamespace() {
    return List.of("-n", namespace);
  }
}
