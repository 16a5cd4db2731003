package dev.tideway.cli.dev;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The app in a JVM of its own, from a copy of its classes: what is compiled meanwhile is another.
 */
final class App {
  // A short life: compiling as well as one could isn't worth it.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MaxRAMPercentage=25",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-Xlog:all=warning:stderr");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Path target;
  private final Path copies;
  private final Children children;
  private final LogStream log;
  private int copy;

  App(Path repository, Path copies, Children children, LogStream log) {
    this.target = repository.resolve("app/target");
    this.copies = copies;
    this.children = children;
    this.log = log;
  }

  /** What became of a start. */
  sealed interface Started {
    record Ready(Child child) implements Started {}

    record Failed(String why) implements Started {}
  }

  /** Takes what is compiled now for what is started from now on; what runs keeps its own. */
  void take() throws IOException {
    Path classes = target.resolve("classes");
    if (!Files.isDirectory(classes) || !Files.isDirectory(target.resolve("lib"))) {
      throw new Failure(
          "the app is not built: there is no app/target/classes or no app/target/lib",
          "build it: mvn -pl app package -DskipTests");
    }
    copy++;
    Path to = copies.resolve("" + copy);
    Folders.delete(to);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.toList()) {
        Path there = to.resolve(classes.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(there);
        } else {
          Files.copy(file, there);
        }
      }
    }
  }

  /** Starts the server, and waits until it is ready or has ended. */
  Started start(Settings settings, Variables variables) throws IOException, InterruptedException {
    CompletableFuture<String> refusal = new CompletableFuture<>();
    Child child =
        children.start(
            "app",
            program(settings, variables, List.of()),
            "TERM",
            text -> {
              AppLine line = AppLine.of(text, ZoneId.systemDefault(), log.style());
              // Shown once, with what to do.
              line.couldNotStart()
                  .ifPresentOrElse(refusal::complete, () -> log.print("app", line.text()));
            });
    if (Readiness.of(variables).await(child::isAlive, LIMIT)) {
      forgetOthers();
      return new Started.Ready(child);
    }
    if (child.isAlive()) {
      children.stop(child);
      return new Started.Failed("it was not ready after " + LIMIT.toSeconds() + " s");
    }
    int code = child.exitCode();
    children.stop(child);
    return new Started.Failed(
        refusal.getNow("it ended with exit code " + code + "; its log above says why"));
  }

  /** Runs {@code migrate} or {@code seed}; what it returns is why it failed. */
  Optional<String> run(String mode, Settings settings, Variables variables)
      throws IOException, InterruptedException {
    Children.Ended ended = children.run(mode, program(settings, variables, List.of(mode)));
    List<AppLine> lines =
        ended
            .output()
            .lines()
            .map(line -> AppLine.of(line, ZoneId.systemDefault(), log.style()))
            .toList();
    String errors =
        lines.stream()
            .filter(line -> line.level().equals("ERROR"))
            .map(line -> line.couldNotStart().orElse(line.message()))
            .collect(Collectors.joining("\n"));
    if (ended.ok()) {
      lines.forEach(line -> log.print("app", line.text()));
      return Optional.empty();
    }
    return Optional.of(errors.isEmpty() ? ended.output() : errors);
  }

  private ProcessBuilder program(Settings settings, Variables variables, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", classPath(), "dev.tideway.app.Main"));
    command.addAll(arguments);
    ProcessBuilder program = new ProcessBuilder(command).directory(settings.folder().toFile());
    program.environment().clear();
    program.environment().putAll(variables.all());
    return program;
  }

  private String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      return Stream.concat(Stream.of(copies.resolve("" + copy)), jars.sorted())
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    }
  }

  private void forgetOthers() throws IOException {
    try (Stream<Path> folders = Files.list(copies)) {
      for (Path folder : folders.toList()) {
        if (!folder.endsWith("" + copy)) {
          Folders.delete(folder);
        }
      }
    }
  }
}
