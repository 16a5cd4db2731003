package dev.tideway.cli.tools;

import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Builds programs with the user's Go. */
final class GoBuild {
  private static final int LAST_LINES = 12;

  private GoBuild() {}

  /** Builds the packages of a module into a folder. */
  static void run(
      GoModule module, List<String> packages, String linkerFlags, Path into, Progress progress)
      throws IOException, InterruptedException {
    progress.at("listing packages to build");
    List<String> list = new ArrayList<>(List.of("list", "-deps"));
    list.addAll(packages);
    long total = output(module, list.toArray(String[]::new)).lines().count();

    List<String> command =
        new ArrayList<>(List.of("go", "build", "-v", "-trimpath", "-ldflags", linkerFlags));
    // With one package, a path that ends in a slash would still be taken for a file.
    Files.createDirectories(into);
    command.addAll(List.of("-o", into + "/"));
    command.addAll(packages);
    Process process = start(module, command, true);
    Deque<String> last = new ArrayDeque<>();
    long done = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last.addLast(line);
        if (last.size() > LAST_LINES) {
          last.removeFirst();
        }
        boolean isPackage = !line.contains(" ") && line.contains("/");
        done += isPackage ? 1 : 0;
        progress.at(
            isPackage ? "building: %d of at most %d packages".formatted(done, total) : line);
      }
    }
    if (process.waitFor() != 0) {
      throw new Failure(
          "go build of " + String.join(", ", packages) + " failed:\n" + String.join("\n", last),
          "see what Go says above; once it is mended, run the same command again: what was built"
              + " is kept");
    }
  }

  /** What a go command prints. */
  static String output(GoModule module, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("go"));
    command.addAll(List.of(arguments));
    Process process = start(module, command, false);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new Failure(
          String.join(" ", command) + " failed in " + module.folder(),
          "run it there and see what it says");
    }
    return text;
  }

  static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
  }

  private static Process start(GoModule module, List<String> command, boolean merged)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(module.folder().toFile());
    builder.environment().put("CGO_ENABLED", "0");
    builder.environment().put("GOWORK", "off");
    builder.environment().put("GOFLAGS", "-mod=readonly");
    if (merged) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }
}
