package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.1 | 8081 | http://127.0.0.1:8081/health/readiness
          0.0.0.0   | 8081 | http://127.0.0.1:8081/health/readiness
          ::        | 8081 | http://127.0.0.1:8081/health/readiness
          ::1       | 8081 | http://[::1]:8081/health/readiness
          devbox    | 9000 | http://devbox:9000/health/readiness
          """)
  void asksWhereTheAppListens(String host, String port, String url) {
    assertEquals(url, Readiness.of(new Variables(Map.of("HOST", host, "PORT", port))).url());
  }

  @Test
  void waitsForTheOneThatIsReady() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer app =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    app.createContext(
        "/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
          exchange.close();
        });
    app.start();
    try {
      assertTrue(at(app.getAddress().getPort()).await(() -> true, Duration.ofSeconds(30)));
      assertEquals(3, asked.get());
    } finally {
      app.stop(0);
    }
  }

  @Test
  void waitsNoLongerThanItLivesNorThanTheLimit() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    Readiness nobody = at(Ports.freeFrom(45_000));
    assertFalse(nobody.await(() -> looks.incrementAndGet() < 3, Duration.ofSeconds(30)));
    assertEquals(3, looks.get());
    assertFalse(nobody.await(() -> true, Duration.ofMillis(1)));
    assertFalse(new Readiness("http://no host:1/").await(() -> true, Duration.ofMillis(1)));
  }

  private static Readiness at(int port) throws IOException {
    return Readiness.of(new Variables(Map.of("HOST", "127.0.0.1", "PORT", "" + port)));
  }
}
