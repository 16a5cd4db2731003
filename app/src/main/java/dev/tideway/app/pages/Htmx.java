package dev.tideway.app.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;

/** What htmx asks for and understands, in headers. */
final class Htmx {
  static final String REQUEST = "HX-Request";

  private Htmx() {}

  /** Whether it is htmx that asks, and for a part of a page. */
  static boolean asks(HttpRequest<?> request) {
    return is(request, REQUEST) && !is(request, "HX-History-Restore-Request");
  }

  /** To another page, as a form's answer (POST-redirect-GET). */
  static MutableHttpResponse<?> redirect(HttpRequest<?> request, String to) {
    // A 303 would be followed before htmx sees it, and the page put where the form was.
    return asks(request)
        ? HttpResponse.noContent().header("HX-Redirect", to)
        : HttpResponse.seeOther(URI.create(to));
  }

  private static boolean is(HttpRequest<?> request, String header) {
    return request.getHeaders().findFirst(header).filter("true"::equals).isPresent();
  }
}
