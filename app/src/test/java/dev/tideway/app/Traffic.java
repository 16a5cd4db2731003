package dev.tideway.app;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients that each keep writing an item of their own and reading it from another pod, and note
 * what they were answered. Nothing is sent twice.
 */
final class Traffic implements AutoCloseable {
  private static final String BODY = "{\"name\":\"Saw\",\"category\":\"tools\",\"quantity\":%d}";
  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private final List<Client> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  /** {@code at} and {@code took} in nanoseconds, by {@link System#nanoTime}. */
  record Answer(String method, int status, boolean comeAgain, long at, long took) {}

  Traffic(List<Http> pods, int count) {
    for (int i = 0; i < count; i++) {
      Http writes = pods.get(i % pods.size());
      Http reads = pods.get((i + 1) % pods.size());
      HttpResponse<String> created = writes.send("POST", "/api/v1/items", BODY.formatted(0));
      String item = created.headers().firstValue("Location").orElseThrow();
      clients.add(new Client(item, writes, reads, new AtomicLong()));
    }
    for (Client client : clients) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!over) {
                      client.turn();
                    }
                  }));
    }
  }

  /** Waits for so many more. */
  void awaitAnswers(int more) {
    int enough = answers.size() + more;
    Await.until(more + " answers", () -> answers.size() >= enough);
  }

  /** All answers that came since {@code start}. */
  List<Answer> since(long start) {
    return answers.stream().filter(answer -> answer.at() >= start).toList();
  }

  /** What must never be: an answer without a status, or one that is older than what was known. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** Whether every pod has every change that was acknowledged. */
  void checkAll() {
    clients.forEach(client -> client.read(client.writes()));
    clients.forEach(client -> client.read(client.reads()));
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private final class Client {
    private final String item;
    private final Http writes;
    private final Http reads;
    private final AtomicLong known;

    Client(String item, Http writes, Http reads, AtomicLong known) {
      this.item = item;
      this.writes = writes;
      this.reads = reads;
      this.known = known;
    }

    Http writes() {
      return writes;
    }

    Http reads() {
      return reads;
    }

    void turn() {
      // Different each time, so that a write that got lost can't be taken for the next one.
      send(writes, "PUT", BODY.formatted(known.get() + 1), "If-Match", "*");
      read(reads);
      read(reads);
    }

    void read(Http pod) {
      send(pod, "GET", "");
    }

    private void send(Http pod, String method, String body, String... headers) {
      long start = System.nanoTime();
      try {
        note(method, start, pod.send(method, item, body, headers));
      } catch (AssertionError unanswered) {
        broken.add(unanswered + ": " + unanswered.getCause());
      }
    }

    private void note(String method, long start, HttpResponse<String> response) {
      int status = response.statusCode();
      Optional<String> retryAfter = response.headers().firstValue("Retry-After");
      boolean problem = response.body().contains("\"status\":" + status);
      long now = System.nanoTime();
      answers.add(new Answer(method, status, problem && retryAfter.isPresent(), now, now - start));
      Matcher version = VERSION.matcher(response.body());
      if (status == 200 && version.find()) {
        long seen = Long.parseLong(version.group(1));
        if (seen < known.get()) {
          broken.add(method + " answered version " + seen + " after " + known.get());
        }
        known.set(Math.max(seen, known.get()));
      }
    }
  }
}
