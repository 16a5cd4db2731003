package dev.tideway.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program to run to its end.
 *
 * @param words the program and its arguments
 * @param environment what is set beside the test's own environment
 * @param folder where it runs
 * @param limit how long it may take
 */
public record Command(
    List<String> words, Map<String, String> environment, Path folder, Duration limit) {

  /** How it ended, what it printed, and what it said beside that. */
  public record Ended(int code, String output, String errors) {
    /** The output of a command that has to succeed. */
    public String succeeded() {
      if (code != 0) {
        throw new AssertionError("ended with " + code + ":\n" + output + errors);
      }
      return output.strip();
    }
  }

  /** In the folder of the build, for at most five minutes. */
  public static Command of(String... words) {
    return new Command(List.of(words), Map.of(), Path.of("target"), Duration.ofMinutes(5));
  }

  /** The same with more arguments. */
  public Command and(String... more) {
    return new Command(
        Stream.concat(words.stream(), Stream.of(more)).toList(), environment, folder, limit);
  }

  /** The same with a variable. */
  public Command with(String variable, String value) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(variable, value);
    return new Command(words, Map.copyOf(all), folder, limit);
  }

  /** The same with these folders in front of the {@code PATH}. */
  public Command path(Path... folders) {
    String path = environment.getOrDefault("PATH", System.getenv().getOrDefault("PATH", ""));
    for (Path front : List.of(folders).reversed()) {
      path = front.toAbsolutePath() + ":" + path;
    }
    return with("PATH", path);
  }

  /** The same in another folder. */
  public Command in(Path other) {
    return new Command(words, environment, other, limit);
  }

  /** The same within another time. */
  public Command within(Duration other) {
    return new Command(words, environment, folder, other);
  }

  /** Fails when it takes too long. */
  public Ended run() throws IOException, InterruptedException {
    // Files and no pipes: what it leaves running must not keep us waiting.
    Path output = Files.createTempFile("command", ".out");
    Path errors = Files.createTempFile("command", ".err");
    // env looks for the program on the command's PATH; Java alone would on the test's.
    List<String> found = Stream.concat(Stream.of("/usr/bin/env"), words.stream()).toList();
    ProcessBuilder builder =
        new ProcessBuilder(found)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "%s took longer than %s:\n%s%s"
                .formatted(words, limit, Files.readString(output), Files.readString(errors)));
      }
      return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }
}
