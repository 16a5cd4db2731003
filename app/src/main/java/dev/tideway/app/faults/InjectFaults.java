package dev.tideway.app.faults;

import dev.tideway.app.problems.Problem;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Makes requests slow, or fail. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@RequiresFaults
// Behind what decides who may ask: a stranger is refused as ever.
@Order(InjectFaults.AFTER_SECURITY)
final class InjectFaults {
  static final int AFTER_SECURITY = 40_000;

  // Probes: a pod that is to fail its release must not be restarted for it. And what ends it all,
  // with the logins that this takes.
  private static final List<String> SPARED =
      List.of(
          "/health",
          "/prometheus",
          "/demo/",
          "/status",
          "/assets/",
          "/auth/",
          "/api/v1/login",
          "/api/v1/refresh");

  private final Faults faults;

  InjectFaults(Faults faults) {
    this.faults = faults;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable HttpResponse<?> inject(HttpRequest<?> request) throws InterruptedException {
    Fault fault = faults.now();
    if (!fault.any() || SPARED.stream().anyMatch(request.getPath()::startsWith)) {
      return null;
    }
    Thread.sleep(fault.latency());
    if (!fault.fails(ThreadLocalRandom.current().nextDouble())) {
      return null;
    }
    return Problem.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "this fault was asked for at /demo/faults, and ends at " + fault.until());
  }
}
