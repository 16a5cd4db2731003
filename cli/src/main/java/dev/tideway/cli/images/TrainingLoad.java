package dev.tideway.cli.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** The requests of a training run. */
record TrainingLoad(int port, Process process, Path log, ThrowawayKeys keys) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);

  void run(Training.UntilServed served) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      awaitUp(client, served.paths().getFirst());
      Thread.sleep(served.alone());
      for (int round = 0; round < served.rounds(); round++) {
        for (String path : served.paths()) {
          status(client, path);
        }
      }
      String viewer = "Bearer " + keys.token("viewer");
      for (String path : served.once()) {
        status(client, path, "Authorization", viewer);
      }
      client.shutdownNow();
    }
  }

  private void awaitUp(HttpClient client, String path) throws InterruptedException {
    long start = System.nanoTime();
    while (status(client, path) != 200) {
      if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new TrainingException(
            "%s was not answered in the training run (%s); its output is in %s"
                .formatted(path, process.isAlive() ? "still starting" : "it has ended", log));
      }
      Thread.sleep(PAUSE);
    }
  }

  /** 0 while nobody answers. */
  private int status(HttpClient client, String path, String... headers)
      throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
