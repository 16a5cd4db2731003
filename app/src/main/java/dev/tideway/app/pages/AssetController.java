package dev.tideway.app.pages;

import dev.tideway.app.problems.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** Styles and scripts. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
final class AssetController {
  private static final String DAY = "public, max-age=86400";
  private static final String YEAR = "public, max-age=31536000, immutable";

  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  @Get("/assets/{name}")
  @Produces(MediaType.ALL)
  HttpResponse<?> asset(String name, @QueryValue(defaultValue = "") String v) {
    return assets
        .find(name)
        .<MutableHttpResponse<?>>map(
            asset ->
                HttpResponse.ok(asset.content())
                    .contentType(MediaType.of(asset.type() + ";charset=utf-8"))
                    .header(HttpHeaders.CACHE_CONTROL, caching(asset, v)))
        .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "there is no asset " + name));
  }

  /** Where browsers look for it when they show a document that names none. */
  @Get("/favicon.ico")
  @Produces(MediaType.ALL)
  HttpResponse<?> icon() {
    Assets.Asset icon = assets.find("icon.svg").orElseThrow();
    return HttpResponse.ok(icon.content())
        .contentType(MediaType.of(icon.type()))
        .header(HttpHeaders.CACHE_CONTROL, DAY);
  }

  // While two versions of the app serve, one is asked for the other's files: a year of the wrong
  // ones would be long.
  private static String caching(Assets.Asset asset, String asked) {
    return asset.hash().equals(asked) ? YEAR : "no-store";
  }
}
