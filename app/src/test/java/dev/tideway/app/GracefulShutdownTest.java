package dev.tideway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GracefulShutdownTest {
  private static final int CLIENTS = 16;
  private static final int WARM = 50;

  @Test
  void noRequestFailsWhileItStops() throws Exception {
    try (AppProcess app = AppProcess.start(Map.of());
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch warm = new CountDownLatch(CLIENTS);
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(pool.submit(() -> askUntilSentAway(app.port(), warm)));
      }
      warm.await();
      app.terminate();
      for (Future<Integer> client : clients) {
        int answered = client.get();
        assertTrue(answered >= WARM, "only " + answered + " answers");
      }
      assertEquals(0, app.exitCode());
    }
  }

  @Test
  void notReadyAtOnceButStillServing() throws Exception {
    try (AppProcess app = AppProcess.start(Map.of());
        KeepAliveClient held = new KeepAliveClient(app.port())) {
      held.get("/");
      app.terminate();
      KeepAliveClient.Answer ready = probe(app.port());
      while (ready.status() == 200) {
        ready = probe(app.port());
      }
      assertEquals(new KeepAliveClient.Answer(503, true), ready);
      assertEquals(new KeepAliveClient.Answer(200, true), held.get("/"));
      assertEquals(0, app.exitCode());
    }
  }

  @Test
  void aRunningRequestOutlivesTheDrain() throws Exception {
    try (AppProcess app = AppProcess.start(Map.of("APP_SHUTDOWN_DRAIN", "200ms"));
        KeepAliveClient client = new KeepAliveClient(app.port());
        KeepAliveClient other = new KeepAliveClient(app.port())) {
      client.send("/slow");
      other.get("/");
      app.terminate();
      assertEquals(new KeepAliveClient.Answer(200, true), client.receive());
      assertEquals(0, app.exitCode());
    }
  }

  @Test
  void aPortInUseEndsWithOneAndSaysWhy() throws Exception {
    try (AppProcess app = AppProcess.start(Map.of())) {
      Map<String, String> samePort = Map.of("PORT", String.valueOf(app.port()));
      IOException refused =
          assertThrows(IOException.class, () -> AppProcess.start(samePort).close());
      assertTrue(refused.toString().contains("exit code 1"), refused.toString());
      assertTrue(refused.toString().contains("already in use"), refused.toString());
    }
  }

  private static int askUntilSentAway(int port, CountDownLatch warm) throws IOException {
    try (KeepAliveClient client = new KeepAliveClient(port)) {
      for (int answered = 1; ; answered++) {
        KeepAliveClient.Answer answer = client.get("/");
        assertEquals(200, answer.status());
        if (answered == WARM) {
          warm.countDown();
        }
        if (answer.close()) {
          return answered;
        }
      }
    }
  }

  private static KeepAliveClient.Answer probe(int port) throws IOException {
    try (KeepAliveClient kubelet = new KeepAliveClient(port)) {
      return kubelet.get("/health/readiness");
    }
  }
}
