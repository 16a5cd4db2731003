package dev.tideway.cli.backup;

import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.cluster.Shell;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The dumps of the database that the chart bundles, by kubectl alone. They are on a volume that the
 * database's pod mounts as {@code /backups}.
 *
 * @param kubectl of the cluster
 * @param namespace of the chart's release
 */
public record Backups(Kubectl kubectl, String namespace) {
  private static final String PART = "app.kubernetes.io/name=tideway,app.kubernetes.io/component=";
  private static final String NAME = "jsonpath={.items[0].metadata.name}";
  // As long as the Job itself may take.
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Takes a dump, and waits for its end. */
  public Dump now(Steps.Progress progress) throws IOException, InterruptedException {
    String schedule =
        named(
            "cronjob",
            "database-backup",
            "install the chart with database.mode=bundled and"
                + " database.bundled.backup.enabled=true; another database has backups of its own");
    String job = schedule + "-now-" + Long.toString(Instant.now().toEpochMilli(), 36);
    run("create", "job", job, "--from=cronjob/" + schedule);
    progress.at("job " + job);
    Instant deadline = Instant.now().plus(LIMIT);
    while (Instant.now().isBefore(deadline)) {
      String ended =
          kubectl.ask(
              in(
                  "get",
                  "job",
                  job,
                  "-o",
                  "jsonpath={.status.conditions[?(@.status==\"True\")].type}"));
      if (ended.contains("Failed")) {
        break;
      }
      if (ended.contains("Complete")) {
        String log = run("logs", "job/" + job, "--container=dump");
        String name = log.substring(log.lastIndexOf(' ') + 1);
        return list().stream()
            .filter(dump -> dump.name().equals(name))
            .findFirst()
            .orElseThrow(() -> noDump(job, log));
      }
      Thread.sleep(PAUSE);
    }
    throw noDump(job, kubectl.ask(in("logs", "job/" + job, "--container=dump", "--tail=20")));
  }

  private Failure noDump(String job, String log) {
    return new Failure(
        "job " + job + " made no dump" + (log.isEmpty() ? "" : ":\n" + log),
        "look at it: kubectl -n " + namespace + " describe job,pods -l job-name=" + job);
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
    return files
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2 && Dump.isName(words[1]))
        .map(words -> new Dump(words[1], Long.parseLong(words[0])))
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
                    ? new Failure("there is no dump yet", "make one: ./tideway backup now")
                    : new Failure(
                        "there is no dump " + name, "see which there are: ./tideway backup list"));
  }

  /**
   * Puts a dump in the place of the database. Until it is whole, the app works on with what there
   * is; then its connections are ended once.
   *
   * @return the name under which the database before is kept
   */
  public String restore(Dump dump, Steps.Progress progress)
      throws IOException, InterruptedException {
    progress.at("restoring " + dump.name() + " beside the database");
    List<String> command =
        kubectl.command(
            in("exec", "-i", database(), "--container=postgres", "--", "sh", "-s", dump.name()));
    Shell.Result result = Shell.feed(command, script());
    if (!result.ok()) {
      throw new Failure(
          dump.name() + " was not restored, and the database is as it was:\n" + result.output(),
          "mend what it says, or take another one: ./tideway backup list");
    }
    progress.at("emptying the cache");
    emptyCache();
    return result.output().strip();
  }

  /**
   * What the app remembers is of the database before. Who was answered from that has had its
   * connection ended before this begins, so that nothing of it comes back.
   */
  private void emptyCache() throws IOException, InterruptedException {
    String redis = kubectl.ask(in("get", "pods", "-l", PART + "redis", "-o", NAME));
    if (!redis.isEmpty()) {
      run(
          "exec",
          redis,
          "--container=redis",
          "--",
          "sh",
          "-c",
          "REDISCLI_AUTH=$REDIS_PASSWORD redis-cli flushall");
    }
  }

  private String database() {
    return named(
        "pod",
        "database",
        "name the namespace of a release with database.mode=bundled: --namespace NAMESPACE");
  }

  private String named(String kind, String component, String remedy) {
    try {
      String name = kubectl.ask(in("get", kind, "-l", PART + component, "-o", NAME));
      if (name.isEmpty()) {
        throw new Failure(
            "there is no " + kind + " of a bundled " + component + " in " + namespace, remedy);
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while looking for the database", e);
    }
  }

  private String run(String... arguments) {
    return kubectl.run(in(arguments));
  }

  private String[] in(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "-n";
    all[1] = namespace;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return all;
  }

  private static byte[] script() throws IOException {
    try (InputStream script = Backups.class.getResourceAsStream("restore.sh")) {
      if (script == null) {
        throw new IOException("restore.sh is missing in the program");
      }
      return script.readAllBytes();
    }
  }
}
