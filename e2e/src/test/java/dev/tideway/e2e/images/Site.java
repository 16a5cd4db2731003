package dev.tideway.e2e.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The app in a container, from outside. */
record Site(URI url) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static Site at(int port) {
    return new Site(URI.create("http://127.0.0.1:" + port));
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> post(String path, String json, String... headers)
      throws IOException, InterruptedException {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Asks until it is 200. */
  HttpResponse<String> await(String path, int seconds) throws InterruptedException {
    String last = "";
    for (long start = System.nanoTime();
        System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds);
        Thread.sleep(50)) {
      try {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() == 200) {
          return answer;
        }
        last = answer.statusCode() + " " + answer.body();
      } catch (IOException notYet) {
        last = notYet.toString();
      }
    }
    throw new AssertionError(path + " is not 200 within " + seconds + " s: " + last);
  }

  /** The text of a member in an answer that has it. */
  static String member(HttpResponse<String> answer, String name) {
    Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
    if (!member.find()) {
      throw new AssertionError("no " + name + " in " + answer.statusCode() + " " + answer.body());
    }
    return member.group(1);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE);
    return headers.length > 0 ? request.headers(headers) : request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
