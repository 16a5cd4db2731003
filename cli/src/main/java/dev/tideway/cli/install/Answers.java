package dev.tideway.cli.install;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks an app through the gateway: by address, with the host's name in the header, since not every
 * resolver knows names below localhost. It takes the system property {@code
 * jdk.httpclient.allowRestrictedHeaders=host}, set before the first client of the process.
 */
final class Answers {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String gateway;
  private final String host;

  Answers(String gateway, String host) {
    this.gateway = gateway;
    this.host = host;
  }

  /** The body of the first good answer. */
  String await(String path, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .header("Host", host)
            .timeout(Duration.ofSeconds(5))
            .build();
    String last = "nothing";
    while (System.nanoTime() < deadline) {
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          return response.body();
        }
        last = response.statusCode() + " " + response.body().strip();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(PAUSE);
    }
    throw new Failure(
        "no answer from " + host + " through " + gateway + "; the last one was: " + last,
        "see what the gateway says of the route: ./tideway kubectl describe httproute -A");
  }
}
