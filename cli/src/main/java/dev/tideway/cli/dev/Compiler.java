package dev.tideway.cli.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Maven, so that what runs here is what a build makes: the same processors, the same checks. Only
 * the format isn't checked, which is nothing to think of between two lines.
 */
record Compiler(Path repository, Children children) {
  private static final Pattern ERROR =
      Pattern.compile("\\[ERROR] (?<file>/.*):\\[(?<place>\\d+(,\\d+)?)] (?<words>.*)");
  private static final int LAST_LINES = 12;

  /**
   * For Maven's JVM and the compiler's: neither lives long enough for the best code to pay, and
   * making it takes two fifths of all processor time. Only this: a heap or a collector could be at
   * odds with the developer's own MAVEN_OPTS.
   */
  private static final String SHORT_LIFE = "-XX:TieredStopAtLevel=1";

  private static final String JVM_SAYS = "Picked up ";

  /** What came of it. */
  sealed interface Result {
    record Compiled() implements Result {}

    /**
     * @param why with files as an editor opens them: {@code path:line:column}
     */
    record Broken(String why) implements Result {}
  }

  /**
   * @param libraries whether the libraries may be other ones too
   */
  Result compile(boolean libraries) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    // The lock of ./tideway: not while that builds.
    command.addAll(List.of("flock", repository.resolve("target/.lock").toString()));
    command.addAll(List.of("mvn", "-q", "-B", "-ntp", "-pl", "app", "-Dexec.skip=true"));
    command.addAll(libraries ? List.of("package", "-DskipTests") : List.of("compile"));
    ProcessBuilder maven = new ProcessBuilder(command).directory(repository.toFile());
    maven
        .environment()
        .merge("JAVA_TOOL_OPTIONS", SHORT_LIFE, (theirs, ours) -> ours + " " + theirs);
    Children.Ended result = children.run("maven", maven);
    return result.ok()
        ? new Result.Compiled()
        : new Result.Broken(why(repository, result.output()));
  }

  /** The compiler's errors, once each, or how the output ends when it has none. */
  static String why(Path repository, String output) {
    String errors =
        output
            .lines()
            .map(ERROR::matcher)
            .filter(Matcher::matches)
            .map(error -> place(repository, error) + ": " + error.group("words"))
            .distinct()
            .collect(Collectors.joining("\n"));
    List<String> lines = output.lines().filter(line -> !line.startsWith(JVM_SAYS)).toList();
    return errors.isEmpty() ? LogStream.lastLines(lines, LAST_LINES) : errors;
  }

  private static String place(Path repository, Matcher error) {
    Path file = Path.of(error.group("file"));
    Path shown = file.startsWith(repository) ? repository.relativize(file) : file;
    return shown + ":" + error.group("place").replace(',', ':');
  }
}
