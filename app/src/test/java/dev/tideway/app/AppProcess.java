package dev.tideway.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The app as a process of its own, because signals and exit codes are what is tested. */
record AppProcess(Process process, int port) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("\"message\":\"ready\",\"port\":(\\d+)");

  static AppProcess start(Map<String, String> environment)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(java, "-cp", System.getProperty("java.class.path"), Main.class.getName()));
    builder.environment().put("PORT", "-1");
    builder.environment().put("LOG_LEVEL", "INFO");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    StringBuilder log = new StringBuilder();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      log.append(line).append('\n');
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        // A full pipe would stop the app in the middle of a request.
        Thread.ofVirtual().start(() -> discard(out));
        return new AppProcess(process, Integer.parseInt(ready.group(1)));
      }
    }
    throw new IOException("exit code " + await(process) + " before it was ready:\n" + log);
  }

  private static void discard(BufferedReader out) {
    try {
      out.transferTo(Writer.nullWriter());
    } catch (IOException processEnded) {
      // Nothing left to read.
    }
  }

  void terminate() {
    process.destroy();
  }

  int exitCode() throws InterruptedException {
    return await(process);
  }

  private static int await(Process process) throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after 30 s");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
