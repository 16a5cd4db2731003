package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.tideway.app.TestApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issuers that don't do as they should: away, failing, or speaking of somebody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcIssuerTest {
  private static final URI HOME = URI.create("http://127.0.0.1");

  /** Signs what the issuers of these tests say. */
  private final TestIssuer keys = new TestIssuer();

  OidcIssuerTest() throws IOException {}

  @AfterAll
  void stop() {
    keys.close();
  }

  /** By an issuer whose answers to a refresh are as the test says. */
  @ParameterizedTest
  @CsvSource({"ada, 204", "eve, 401", "none, 204"})
  void aRefreshMakesNobodyElse(String subject, int status) throws IOException {
    HttpServer own =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String url = "http://127.0.0.1:" + own.getAddress().getPort();
    answer(
        own,
        "/.well-known/openid-configuration",
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/a","token_endpoint":"%1$s/token",
         "jwks_uri":"%2$s","subject_types_supported":["public"]}
        """
            .formatted(url, keys.keysUrl()));
    String idToken =
        subject.equals("none") ? "" : ",\"id_token\":\"" + keys.idToken(url, subject) + "\"";
    answer(own, "/token", "{\"access_token\":\"a\",\"token_type\":\"Bearer\"" + idToken + "}");
    own.start();
    Map<String, String> environment = TestIssuer.environment(url, HOME);
    try (TestApp other = TestApp.start(environment, Map.of())) {
      String before = keys.idToken(url, "ada");
      HttpResponse<String> refreshed =
          other
              .anonymous()
              .send(
                  "POST",
                  "/auth/refresh",
                  "",
                  "Cookie",
                  "session=" + before + "; refresh=issuer.r1",
                  "Sec-Fetch-Site",
                  "same-origin");
      assertEquals(status, refreshed.statusCode(), refreshed.body());
      List<String> cookies = refreshed.headers().allValues("Set-Cookie");
      assertEquals(
          subject.equals("none"),
          cookies.stream().anyMatch(c -> c.startsWith("session=" + before + ";")),
          cookies.toString());
      assertEquals(
          status == 204,
          cookies.stream().anyMatch(c -> c.startsWith("refresh=issuer.r1;")),
          cookies.toString());
    } finally {
      own.stop(0);
    }
  }

  private static void answer(HttpServer server, String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void whileTheIssuerIsAwayTheAppStartsAndSaysSo() {
    Map<String, String> environment =
        TestIssuer.environment("http://127.0.0.1:" + TestIssuer.freePort(), HOME);
    try (TestApp alone = TestApp.start(environment, Map.of())) {
      assertEquals(200, alone.anonymous().get("/").statusCode());
      HttpResponse<String> away = alone.anonymous().get("/auth/login");
      assertEquals(503, away.statusCode());
      assertTrue(away.headers().firstValue("Retry-After").isPresent());
      assertFalse(away.body().contains("127.0.0.1"), away.body());
    }
  }

  /** Each would else wait for its own time-out, one after another. */
  @Test
  void anIssuerThatFailsIsNotAskedByEachRequestAnew() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer broken =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broken.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    broken.start();
    Map<String, String> environment =
        TestIssuer.environment("http://127.0.0.1:" + broken.getAddress().getPort(), HOME);
    try (TestApp alone = TestApp.start(environment, Map.of());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(clients.submit(() -> alone.anonymous().get("/auth/login").statusCode()));
      }
      for (Future<Integer> answer : answers) {
        assertEquals(503, answer.get());
      }
      assertTrue(asked.get() <= 2, asked + " requests");
    } finally {
      broken.stop(0);
    }
  }
}
