package dev.tideway.app.pages;

import dev.tideway.app.controllers.Sessions;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A browser that asks for {@code /} gets a page, where programs get who answers. */
@ServerFilter("/")
final class FirstPage {
  private final URI first;

  FirstPage(Sessions sessions) {
    first = URI.create(sessions.byAccount() || sessions.byIssuer() ? "/items" : "/status");
  }

  @RequestFilter
  @Nullable HttpResponse<?> redirect(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET && ErrorPages.wantsPage(request)
        ? HttpResponse.seeOther(first)
        : null;
  }

  @ResponseFilter
  void vary(MutableHttpResponse<?> response) {
    response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }
}
