package dev.tideway.app.tracing;

import io.micronaut.http.HttpRequest;
import io.opentelemetry.context.Context;

/** The trace that a request belongs to, for what runs on a thread where it isn't current. */
public final class RequestTrace {
  private static final String ATTRIBUTE = "app.trace";

  private RequestTrace() {}

  public static Context of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Context.class).orElseGet(Context::root);
  }

  /** Probes and scrapes: they come every few seconds, and say nothing while all is well. */
  public static boolean isMachinery(String path) {
    return path.startsWith("/health") || path.equals("/prometheus");
  }

  static void put(HttpRequest<?> request, Context context) {
    request.setAttribute(ATTRIBUTE, context);
  }
}
