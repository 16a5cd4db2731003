package dev.tideway.app.controllers;

import dev.tideway.app.security.AccessTokens;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** The public keys (RFC 7517), for whoever wants to verify the app's tokens. */
@Controller("/.well-known/jwks.json")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
final class KeysController {
  private final AccessTokens tokens;

  KeysController(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Get
  HttpResponse<Map<String, Object>> keys() {
    return HttpResponse.ok(tokens.published().toJSONObject(true))
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
  }
}
