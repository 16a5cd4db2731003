package dev.tideway.app.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.TestApp;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody foresaw is answered in one way, whatever was thrown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresTest {
  private final TestApp app = TestApp.start(Map.of(), Map.of());

  @AfterAll
  void stop() {
    app.close();
  }

  @Controller("/thrown")
  @Secured(SecurityRule.IS_ANONYMOUS)
  @ExecuteOn(TaskExecutors.BLOCKING)
  static final class Throwing {
    @Get("/{what}")
    String get(@PathVariable String what) {
      switch (what) {
        case "exception" -> throw new IllegalStateException("a secret");
        case "overflow" -> throw new StackOverflowError("a secret");
        default -> throw new AssertionError("a secret");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exception", "overflow", "assertion"})
  void saysWhoseFaultItIs(String what) {
    HttpResponse<String> answer = app.anonymous().get("/thrown/" + what);
    assertEquals(500, answer.statusCode());
    assertTrue(
        answer
            .body()
            .matches(
                ".*\"detail\":\"this is a fault of the app,"
                    + " [^\"]+\",\"traceId\":\"[0-9a-f]{32}\"}"),
        answer.body());
  }
}
