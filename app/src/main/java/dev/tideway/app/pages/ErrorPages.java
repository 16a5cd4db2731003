package dev.tideway.app.pages;

import dev.tideway.app.pages.templates.JtenoticeGenerated;
import dev.tideway.app.pages.templates.JteproblemGenerated;
import dev.tideway.app.pages.templates.JtesignInAgainGenerated;
import dev.tideway.app.pages.templates.JtesignInFirstGenerated;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.tracing.RequestTrace;
import gg.jte.html.HtmlTemplateOutput;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.trace.Span;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Problems as people read them: whoever asks for a page gets one, and whoever has to sign in first
 * is sent there. Programs get the problem document as it is.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
// Outside of all that may answer with a problem, and inside of what counts and logs answers.
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
final class ErrorPages {
  private final Pages pages;

  ErrorPages(Pages pages) {
    this.pages = pages;
  }

  /** By Accept; what htmx asks for always is part of a page. */
  static boolean wantsPage(HttpRequest<?> request) {
    return Htmx.asks(request)
        || request.accept().stream().anyMatch(type -> type.getName().equals(MediaType.TEXT_HTML));
  }

  @ResponseFilter
  HttpResponse<?> asPage(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (!(response.body() instanceof Problem problem) || !wantsPage(request)) {
      return response;
    }
    boolean signIn =
        problem.status() == HttpStatus.UNAUTHORIZED.getCode()
            && !request.getPath().startsWith(SignInController.FOLDER);
    MutableHttpResponse<?> page =
        signIn
            ? toSignIn(request)
            : written(request, problem.toPeople(response).withTraceId(trace(request)));
    // All that doesn't describe the body: when to come back, what limits there are, cookies that
    // end.
    response
        .getHeaders()
        .forEach(
            (name, values) -> {
              boolean ofTheBody = name.toLowerCase(Locale.ROOT).startsWith("content-");
              if (!ofTheBody && !page.getHeaders().contains(name)) {
                values.forEach(value -> page.header(name, value));
              }
            });
    return page;
  }

  private MutableHttpResponse<?> written(HttpRequest<?> request, Problem problem) {
    HttpStatus status = HttpStatus.valueOf(problem.status());
    if (Htmx.asks(request)) {
      return onTop(status, out -> JtenoticeGenerated.render(out, null, problem));
    }
    Page page = pages.around(request, problem.title(), Page.Section.NONE);
    return Pages.html(status, out -> JteproblemGenerated.render(out, null, page, problem));
  }

  /** Above what is on the page, which stays: most often somebody has just filled in a form. */
  private static MutableHttpResponse<?> onTop(
      HttpStatus status, Consumer<HtmlTemplateOutput> template) {
    return Pages.html(status, template)
        .header("HX-Retarget", "#problem")
        .header("HX-Reswap", "innerHTML");
  }

  private MutableHttpResponse<?> toSignIn(HttpRequest<?> request) {
    // A redirect would throw away what was filled in.
    boolean filledIn = request.getMethod() != HttpMethod.GET;
    if (Htmx.asks(request)) {
      String here = request.getHeaders().findFirst("HX-Current-URL").orElse("/");
      return filledIn
          ? onTop(HttpStatus.UNAUTHORIZED, out -> JtesignInAgainGenerated.render(out, null))
          : HttpResponse.status(HttpStatus.UNAUTHORIZED)
              .header("HX-Redirect", SignInController.pathTo(pathOf(here)));
    }
    if (filledIn) {
      Page page = pages.around(request, "Sign in first", Page.Section.NONE);
      return Pages.html(
          HttpStatus.UNAUTHORIZED, out -> JtesignInFirstGenerated.render(out, null, page));
    }
    return HttpResponse.seeOther(
        URI.create(SignInController.pathTo(pathOf(request.getUri().toString()))));
  }

  private static String pathOf(String address) {
    try {
      URI uri = URI.create(address);
      String query = uri.getRawQuery();
      return uri.getRawPath() + (query == null ? "" : "?" + query);
    } catch (IllegalArgumentException unreadable) {
      return "/";
    }
  }

  private static String trace(HttpRequest<?> request) {
    return Span.fromContext(RequestTrace.of(request)).getSpanContext().getTraceId();
  }
}
