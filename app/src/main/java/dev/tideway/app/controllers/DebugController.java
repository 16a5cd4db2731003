package dev.tideway.app.controllers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tideway.app.Identity;
import dev.tideway.app.problems.AnswersProblems;
import dev.tideway.app.security.Roles;
import dev.tideway.app.settings.Redacted;
import dev.tideway.app.settings.Settings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** What the app runs with, for whoever has to find out why it doesn't do what it should. */
@Controller("/debug")
@Secured(Roles.ADMIN)
@Tag(name = "operation")
@SecurityRequirement(name = "bearer")
final class DebugController {
  private static final int MEBIBYTE = 1024 * 1024;

  private final Identity identity;
  private final Settings settings;

  DebugController(Identity identity, Settings settings) {
    this.identity = identity;
    this.settings = settings;
  }

  /** Shows the effective configuration; of secrets only whether they are set. */
  @Get
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "The effective configuration",
      content = @Content(schema = @Schema(implementation = Effective.class)))
  HttpResponse<?> show() {
    Runtime runtime = Runtime.getRuntime();
    return HttpResponse.ok(
            new Effective(
                identity.version(),
                Runtime.version().toString(),
                runtime.availableProcessors(),
                runtime.maxMemory() / MEBIBYTE,
                Redacted.lines(settings).stream().map(DebugController::shown).toList()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static Shown shown(Redacted.Line line) {
    return new Shown(line.name(), line.value(), line.source());
  }

  /** The effective configuration. */
  @Serdeable
  record Effective(
      String version, String java, int processors, long maxHeapMiB, List<Shown> settings) {}

  /**
   * One setting.
   *
   * @param source default, environment or file
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Shown(String name, String value, String source) {}
}
