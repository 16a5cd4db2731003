package dev.tideway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthyTest {

  @ParameterizedTest
  @CsvSource({"200, true", "503, false", "404, false"})
  void asksAndBelieves(int status, boolean ready) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertEquals(ready, Healthy.isReady(url));
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', http://127.0.0.1:8080/health/readiness",
    "'', 9090, http://127.0.0.1:9090/health/readiness",
    "http://web:80/health/readiness, 9090, http://web:80/health/readiness"
  })
  void asksItselfUnlessToldWhom(String argument, String port, String url) {
    String[] args = argument.isEmpty() ? new String[0] : new String[] {argument};
    Optional<String> set = Optional.of(port).filter(p -> !p.isEmpty());
    assertEquals(URI.create(url), Healthy.url(args, set));
  }

  @Test
  void whoDoesNotListenIsNotReady() {
    assertFalse(Healthy.isReady(URI.create("http://127.0.0.1:1/")));
  }
}
