package dev.tideway.e2e.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Requests at an even rate that doesn't wait for answers, as from many users: a slow answer delays
 * no other request. Nothing is tried again.
 */
final class Load implements AutoCloseable {
  private static final int LIMIT = 200_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicReferenceArray<String> answers = new AtomicReferenceArray<>(LIMIT);
  private final Map<String, LongAdder> versions = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
  private final Queue<String> moments = new ConcurrentLinkedQueue<>();

  private final int perSecond;

  private Load(int perSecond) {
    this.perSecond = perSecond;
  }

  /** What became of the requests: answers by version, failures by cause. */
  record Result(long sent, Map<String, Long> versions, Map<String, Long> failures) {
    long answered() {
      return versions.values().stream().mapToLong(Long::longValue).sum();
    }

    long failed() {
      return failures.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Whether a host answers at all. */
  static boolean answers(String gateway, String host) {
    try (Load load = new Load(1)) {
      load.ask(request(gateway, host), 0);
      return load.failures.isEmpty();
    }
  }

  private static HttpRequest request(String gateway, String host) {
    return HttpRequest.newBuilder(URI.create(gateway + "/"))
        .header("Host", host)
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  /** Begins to ask {@code GET /} of a host. */
  static Load start(String gateway, String host, int perSecond) {
    Load load = new Load(perSecond);
    HttpRequest request = request(gateway, host);
    load.clock.scheduleAtFixedRate(
        () -> load.send(request), 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
    return load;
  }

  /** Goes on for so many seconds' worth of requests. */
  void more(int seconds) {
    int goal = sent.get() + seconds * perSecond;
    Shop.await(() -> "more requests", Shop.PATIENCE, () -> sent.get() >= goal);
  }

  /** Answers so far, by version. */
  Map<String, Long> versions() {
    return sums(versions);
  }

  /**
   * The share of a version among the next requests: those that are under way have been routed by
   * what held before.
   *
   * @param requests how many to look at
   * @return percent
   */
  double share(String version, int requests) {
    int first = sent.get();
    Shop.await(
        () -> "more answers",
        Shop.PATIENCE,
        () -> next(first, requests).allMatch(number -> answers.get(number) != null));
    long its = next(first, requests).filter(n -> version.equals(answers.get(n))).count();
    return 100.0 * its / requests;
  }

  private static IntStream next(int first, int requests) {
    return IntStream.range(first, first + requests);
  }

  /** Ends the load, waits for the last answers, and counts. */
  Result stop() {
    close();
    Result result = new Result(sent.get(), sums(versions), sums(failures));
    // Beside the logs of the cluster, these tell what it was.
    moments.forEach(System.err::println);
    // A load that broke would have no failures either.
    if (result.sent() < perSecond || result.answered() + result.failed() != result.sent()) {
      throw new AssertionError("this was no load: " + result);
    }
    return result;
  }

  @Override
  public void close() {
    clock.close();
    requests.close();
    http.close();
  }

  private void send(HttpRequest request) {
    if (sent.get() < LIMIT) {
      int number = sent.getAndIncrement();
      requests.execute(() -> ask(request, number));
    }
  }

  private void ask(HttpRequest request, int number) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        String version = response.headers().firstValue("X-App-Version").orElse("none");
        count(versions, version);
        answers.set(number, version);
      } else {
        fail(number, response.statusCode() + " " + response.body());
      }
    } catch (IOException e) {
      fail(number, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(number, e.toString());
    }
  }

  private void fail(int number, String cause) {
    count(failures, cause);
    moments.add(Instant.now() + " " + cause.strip());
    answers.set(number, "no version");
  }

  private static void count(Map<String, LongAdder> counts, String key) {
    counts.computeIfAbsent(key, k -> new LongAdder()).increment();
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new TreeMap<>();
    List<String> keys = new ArrayList<>(counts.keySet());
    keys.forEach(key -> sums.put(key, counts.getOrDefault(key, new LongAdder()).sum()));
    return sums;
  }
}
