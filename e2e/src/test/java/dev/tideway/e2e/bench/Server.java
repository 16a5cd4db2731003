package dev.tideway.e2e.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A server under test, in 256 MiB.
 *
 * @param start from the start of its process to its first good answer
 */
record Server(Process process, int port, Path log, MemoryLimit limit, Duration start)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final int LAST_LINES = 40;
  private static final double TICKS_PER_SECOND = 100;

  /** A request whose answer says that the server is up. */
  record Probe(String path, String token) {
    boolean answers(int port) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String request =
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(path, token);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        return answer.equals("HTTP/1.1 200");
      } catch (IOException notYet) {
        return false;
      }
    }
  }

  /**
   * Starts a program that listens on {@code PORT}.
   *
   * @param environment all that it gets beside {@code PATH}, {@code HOST} and {@code PORT}
   */
  static Server start(List<String> command, Map<String, String> environment, Probe probe)
      throws IOException, InterruptedException {
    int port = Databases.freePort();
    Path log = Files.createTempFile(Path.of("target"), "bench", ".log");
    MemoryLimit limit = MemoryLimit.make();
    ProcessBuilder builder = new ProcessBuilder(limit.around(command));
    Map<String, String> all = new TreeMap<>(environment);
    all.putIfAbsent("PATH", System.getenv().getOrDefault("PATH", ""));
    all.putAll(Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(port)));
    builder.environment().clear();
    builder.environment().putAll(all);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long begin = System.nanoTime();
    Process process = builder.start();
    while (!probe.answers(port)) {
      if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
        process.destroyForcibly().waitFor();
        limit.close();
        throw new AssertionError(command + " did not come up:\n" + lastWords(log));
      }
      Thread.sleep(PAUSE);
    }
    Duration start = Duration.ofNanos(System.nanoTime() - begin);
    return new Server(process, port, log, limit, start);
  }

  /** Processor time so far, in seconds. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(proc("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** The most that was resident at any time, in MiB. */
  long peakMiB() throws IOException {
    return memory("VmHWM:");
  }

  /** What is resident now, in MiB. */
  long residentMiB() throws IOException {
    return memory("VmRSS:");
  }

  private long memory(String field) throws IOException {
    return Arrays.stream(Files.readString(proc("status")).split("\n", -1))
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private Path proc(String file) throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError(
          "it ended with %d; its last words:%n%s".formatted(process.exitValue(), lastWords(log)));
    }
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  private static String lastWords(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    limit.close();
    Files.deleteIfExists(log);
  }
}
