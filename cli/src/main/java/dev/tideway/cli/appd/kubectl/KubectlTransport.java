package dev.tideway.cli.appd.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the cluster by running kubectl, which knows contexts, credentials and proxies. */
public final class KubectlTransport implements Transport {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Kubectl kubectl;

  public KubectlTransport(Kubectl kubectl) {
    this.kubectl = kubectl;
  }

  @Override
  public JsonNode get(Query query) {
    List<String> arguments = query.arguments();
    arguments.addAll(List.of("-o", "json"));
    return ask(arguments, "");
  }

  @Override
  public JsonNode create(JsonNode object) {
    return ask(List.of("create", "-f", "-", "-o", "json"), object.toString());
  }

  @Override
  public String user() {
    return ask(List.of("auth", "whoami", "-o", "json"), "")
        .path("status")
        .path("userInfo")
        .path("username")
        .asText();
  }

  @Override
  public Watch watch(List<Query> queries) {
    KubectlWatch watch = new KubectlWatch();
    for (Query query : queries) {
      List<String> arguments = query.arguments();
      arguments.addAll(List.of("--watch", "--output-watch-events", "-o", "json"));
      watch.add(start(new ProcessBuilder(command(arguments))));
    }
    return watch;
  }

  @Override
  public int run(List<String> arguments) {
    try {
      return start(new ProcessBuilder(command(arguments)).inheritIO()).waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private JsonNode ask(List<String> arguments, String input) {
    Process process = start(new ProcessBuilder(command(arguments)));
    // Both pipes are read at the same time, or a long warning would block kubectl.
    CompletableFuture<String> errors =
        CompletableFuture.supplyAsync(
            () -> read(process.getErrorStream()), Thread::startVirtualThread);
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // kubectl has ended without reading; what it says about that follows.
    }
    String output = read(process.getInputStream());
    try {
      if (process.waitFor() != 0) {
        throw new Refusal(errors.join().strip());
      }
      return JSON.readTree(output);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(List<String> arguments) {
    return new ArrayList<>(kubectl.command(arguments.toArray(String[]::new)));
  }

  private Process start(ProcessBuilder program) {
    try {
      return program.start();
    } catch (IOException e) {
      throw new Failure(
          kubectl.program() + " can't be started: " + e.getMessage(),
          "put kubectl on the PATH (https://kubernetes.io/docs/tasks/tools/), or its path into"
              + " KUBECTL");
    }
  }

  static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
