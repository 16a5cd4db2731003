package dev.tideway.cli.backup;

import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Job of the chart's schedule that somebody started.
 *
 * @param namespace as arguments of kubectl
 * @param name of the Job
 * @param typed how a person types kubectl for it
 */
record DumpJob(Kubectl kubectl, List<String> namespace, String name, String typed) {
  // As long as the Job itself may take.
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String STATE =
      "jsonpath={.metadata.name}{\" \"}{.status.conditions[?(@.status==\"True\")].type}";
  private static final String PODS =
      "jsonpath={.items[*].status.phase}{\" \"}"
          + "{.items[*].status.containerStatuses[*].state.waiting.reason}";

  /** What it printed last, once it has succeeded. */
  String await(Steps.Progress progress) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      String state = run("get", "job", name, "--ignore-not-found", "-o", STATE);
      if (state.isEmpty()) {
        throw new Failure("job " + name + " was deleted meanwhile", "start another one");
      }
      if (state.contains("Failed")) {
        throw failed("failed:\n" + logs("Failed"));
      }
      if (state.contains("Complete")) {
        return logs("Succeeded");
      }
      String pods = run("get", "pods", "-l", "job-name=" + name, "-o", PODS).strip();
      progress.at("job " + name + " " + pods);
      boolean waits = !pods.contains("Running");
      if (isOver(start, LIMIT) || (waits && isOver(start, START_LIMIT))) {
        throw failed("has not ended, and goes on without anybody waiting: " + pods);
      }
      Thread.sleep(PAUSE);
    }
  }

  private static boolean isOver(long start, Duration limit) {
    return System.nanoTime() - start > TimeUnit.NANOSECONDS.convert(limit);
  }

  private Failure failed(String how) {
    return new Failure(
        "job " + name + " " + how,
        "look at it: " + typed + " describe job,pods -l job-name=" + name);
  }

  /** Of a pod that ended so; there may have been others, for a Job tries again. */
  private String logs(String phase) {
    String pods =
        run(
            "get",
            "pods",
            "-l",
            "job-name=" + name,
            "--field-selector=status.phase=" + phase,
            "-o",
            "name");
    return pods.isEmpty()
        ? ""
        : run("logs", pods.lines().findFirst().orElseThrow(), "--container=dump", "--tail=20");
  }

  private String run(String... arguments) {
    return kubectl.run(Arguments.of(namespace, arguments));
  }
}
