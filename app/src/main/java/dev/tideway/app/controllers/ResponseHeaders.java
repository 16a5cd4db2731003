package dev.tideway.app.controllers;

import dev.tideway.app.Identity;
import dev.tideway.app.lifecycle.Drain;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Every answer names the version, revision and pod that gave it: first of the filters, because one
 * that answers itself is not passed by those behind it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class ResponseHeaders {
  private final Identity identity;
  private final Drain drain;

  ResponseHeaders(Identity identity, Drain drain) {
    this.identity = identity;
    this.drain = drain;
  }

  @ResponseFilter
  void add(MutableHttpResponse<?> response) {
    response.header("X-App-Version", identity.version());
    identity.revision().ifPresent(revision -> response.header("X-App-Revision", revision));
    identity.pod().ifPresent(pod -> response.header("X-App-Pod", pod));
    if (drain.draining()) {
      // The client then opens its next connection elsewhere; had we just closed the socket, its
      // next request might already be under way on it.
      response.header(HttpHeaders.CONNECTION, "close");
    }
  }
}
