package dev.tideway.app.limits;

import dev.tideway.app.problems.Problem;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteMatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses logins and writes of a client that sends too many, and says to all how many they have
 * left (draft-ietf-httpapi-ratelimit-headers). After authentication: who is known has a limit of
 * their own, wherever they come from.
 */
@ServerFilter(
    patterns = {"/api/v1/**", "/auth/**", "/items/**", "/demo/**", "/status/**"},
    // A filter that a read only passes would still send it to another thread and back.
    methods = {HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE})
// Made as the app starts, so that a limit that can't be read ends it with words.
@Context
final class RateLimits implements Ordered {
  private static final String ASKED = "app.limits.asked";

  private final Optional<Limit> login;
  private final Optional<Limit> writes;
  private final Clients clients;
  private final Buckets buckets;
  private final MeterRegistry metrics;

  RateLimits(Settings settings, Clients clients, Buckets buckets, MeterRegistry metrics) {
    this.login = Rate.of(settings, Setting.LIMIT_LOGIN).map(rate -> new Limit("login", rate));
    this.writes = Rate.of(settings, Setting.LIMIT_WRITES).map(rate -> new Limit("writes", rate));
    this.clients = clients;
    this.buckets = buckets;
    this.metrics = metrics;
  }

  private record Limit(String name, Rate rate) {}

  private record Asked(Limit limit, Rate.Verdict verdict) {}

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.after();
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable HttpResponse<?> refuse(HttpRequest<?> request) {
    Optional<Asked> asked = limit(request).map(limit -> ask(request, limit));
    asked.ifPresent(a -> request.setAttribute(ASKED, a));
    return asked.filter(a -> !a.verdict().allowed()).map(this::refusal).orElse(null);
  }

  @ResponseFilter
  void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request.getAttribute(ASKED, Asked.class).ifPresent(asked -> tell(asked, response));
  }

  private static MutableHttpResponse<?> tell(Asked asked, MutableHttpResponse<?> response) {
    Rate rate = asked.limit().rate();
    Rate.Verdict verdict = asked.verdict();
    String name = asked.limit().name();
    long window = Math.max(1, rate.per().toSeconds());
    return response
        .header("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(name, rate.count(), window))
        .header(
            "RateLimit",
            "\"%s\";r=%d;t=%d".formatted(name, verdict.remaining(), verdict.resetSeconds()));
  }

  private Optional<Limit> limit(HttpRequest<?> request) {
    return isLogin(request) ? login : writes;
  }

  // By the route and not by the path, which has more than one spelling.
  private static boolean isLogin(HttpRequest<?> request) {
    return request
        .getAttribute(HttpAttributes.ROUTE_MATCH, RouteMatch.class)
        .filter(route -> route.getAnnotationMetadata().hasAnnotation(LimitedAsLogin.class))
        .isPresent();
  }

  private Asked ask(HttpRequest<?> request, Limit limit) {
    String client = limit.name() + ":" + clients.of(request);
    return new Asked(limit, buckets.ask(client, limit.rate()));
  }

  private HttpResponse<?> refusal(Asked asked) {
    metrics.counter("rate.limited", "limit", asked.limit().name()).increment();
    long seconds = asked.verdict().retryAfterSeconds();
    MutableHttpResponse<?> problem =
        Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too many requests of this client: send the same again after "
                    + seconds
                    + " s, and then no more often than RateLimit-Policy says")
            .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    Problem.toPeople(problem, "that was too often in a short time: " + waiting(seconds));
    // What answers instead of a controller doesn't come by this filter again.
    return tell(asked, problem);
  }

  private static String waiting(long seconds) {
    String time = seconds <= 90 ? seconds + " s" : Math.ceilDiv(seconds, 60) + " min";
    return "wait " + time + ", then do it again";
  }
}
