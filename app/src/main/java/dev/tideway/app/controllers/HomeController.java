package dev.tideway.app.controllers;

import dev.tideway.app.Identity;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** {@code GET /}: who answers. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class HomeController {
  private final Home home;

  HomeController(Identity identity) {
    home = new Home(identity.name(), identity.version(), identity.revision(), identity.pod());
  }

  @Get
  Home home() {
    return home;
  }

  /** {@code revision} and {@code pod} are left out where nobody knows them. */
  @Serdeable
  record Home(
      String name,
      String version,
      @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) Optional<String> revision,
      @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) Optional<String> pod) {}
}
