package dev.tideway.app.pages;

import dev.tideway.app.Identity;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Answers that are pages, or parts of one. */
@Singleton
final class Pages {
  private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

  private final Assets assets;
  private final Identity identity;

  Pages(Assets assets, Identity identity) {
    this.assets = assets;
    this.identity = identity;
  }

  /** What is around the content of a page that answers {@code request}. */
  Page around(HttpRequest<?> request, String title, Page.Section section) {
    Optional<Notice> notice = request.getParameters().getFirst("done").flatMap(Notice::of);
    return new Page(title, section, Visitor.of(request), notice, assets, identity);
  }

  /** A page that {@code template} writes. */
  MutableHttpResponse<?> page(
      HttpRequest<?> request,
      String title,
      Page.Section section,
      BiConsumer<HtmlTemplateOutput, Page> template) {
    return html(HttpStatus.OK, out -> template.accept(out, around(request, title, section)));
  }

  /** A page, or part of one. */
  static MutableHttpResponse<?> html(HttpStatus status, Consumer<HtmlTemplateOutput> template) {
    StringOutput out = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(out));
    return HttpResponse.status(status)
        .body(out.toString())
        .contentType(HTML)
        // It shows what only this person may see, and the same address answers htmx with less.
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, "Accept, Cookie, " + Htmx.REQUEST);
  }
}
