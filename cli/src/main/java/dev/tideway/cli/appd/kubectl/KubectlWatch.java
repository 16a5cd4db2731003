package dev.tideway.cli.appd.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Several {@code kubectl get --watch} at once, as one stream. */
final class KubectlWatch implements Watch {
  private final List<Process> processes = new ArrayList<>();
  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
  // A kubectl that nobody reads would stay when this program is ended by a signal.
  private final Thread orphans = new Thread(() -> processes.forEach(Process::destroy));

  KubectlWatch() {
    Runtime.getRuntime().addShutdownHook(orphans);
  }

  void add(Process process) {
    processes.add(process);
    Thread.startVirtualThread(() -> news.add(new News.Ended(follow(process))));
  }

  /** Reads to the end, and returns what kubectl said on standard error. */
  private String follow(Process process) {
    Thread.Builder.OfVirtual reader = Thread.ofVirtual();
    StringBuilder errors = new StringBuilder();
    Thread errorReader = reader.start(() -> errors.append(errors(process)));
    try (MappingIterator<JsonNode> events =
        KubectlTransport.JSON.readerFor(JsonNode.class).readValues(process.getInputStream())) {
      while (events.hasNextValue()) {
        JsonNode event = events.nextValue();
        JsonNode object = event.path("object");
        news.add(
            switch (event.path("type").asText()) {
              case "DELETED" -> new News.Deleted(object);
              case "ERROR" -> new News.Ended(object.path("message").asText());
              default -> new News.Changed(object);
            });
      }
    } catch (IOException cut) {
      // kubectl was ended in the middle of an object
    }
    try {
      errorReader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return errors.toString().strip();
  }

  private static String errors(Process process) {
    try {
      return KubectlTransport.read(process.getErrorStream());
    } catch (java.io.UncheckedIOException closed) {
      return "";
    }
  }

  @Override
  public News next(Duration limit) {
    try {
      News next = news.poll(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
      return next == null ? new News.Quiet() : next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new News.Ended("interrupted");
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    try {
      Runtime.getRuntime().removeShutdownHook(orphans);
    } catch (IllegalStateException shuttingDown) {
      // the hook runs already
    }
  }
}
