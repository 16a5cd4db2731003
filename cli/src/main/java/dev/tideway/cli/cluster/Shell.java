package dev.tideway.cli.cluster;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs to their end. */
public final class Shell {
  private Shell() {}

  /** How a program ended, and all that it printed. */
  public record Result(int code, String output) {
    public boolean ok() {
      return code == 0;
    }
  }

  public static Result run(List<String> command) throws IOException, InterruptedException {
    return run(new ProcessBuilder(command).redirectErrorStream(true));
  }

  /** The same without what goes to standard error, for values to compare. */
  static Result ask(List<String> command) throws IOException, InterruptedException {
    return run(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
  }

  /** Runs a program as it was prepared. */
  public static Result run(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output.strip());
  }

  /** What a program prints that has to succeed. */
  static String require(List<String> command) throws IOException, InterruptedException {
    Result result = run(command);
    if (!result.ok()) {
      throw new Failure(
          String.join(" ", command) + " ended with " + result.code() + ":\n" + result.output(),
          "mend what it says, and run the same command again");
    }
    return result.output();
  }
}
