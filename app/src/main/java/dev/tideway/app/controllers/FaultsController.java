package dev.tideway.app.controllers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tideway.app.Identity;
import dev.tideway.app.faults.Fault;
import dev.tideway.app.faults.Faults;
import dev.tideway.app.faults.RequiresFaults;
import dev.tideway.app.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Optional;

/** The faults of this pod, for demonstrations. */
// Not in the OpenAPI document: where APP_DEMO_FAULTS is off, as it most often is, there is nothing.
@Hidden
@Controller(FaultsController.PATH)
@RequiresFaults
@Secured(Roles.ADMIN)
class FaultsController {
  static final String PATH = "/demo/faults";

  private final Faults faults;
  private final Identity identity;

  FaultsController(Faults faults, Identity identity) {
    this.faults = faults;
    this.identity = identity;
  }

  /** Shows what goes wrong now. */
  @Get
  HttpResponse<?> read() {
    return answer(faults.now());
  }

  /** Lets things go wrong, in place of what did before. */
  @Put
  HttpResponse<?> change(@Body @Valid FaultForm form) {
    return answer(faults.set(form.rate(), form.latency(), form.lasting()));
  }

  private HttpResponse<?> answer(Fault fault) {
    Optional<Instant> until = Optional.of(fault.until()).filter(end -> fault.any());
    return HttpResponse.ok(
            new Shown(
                fault.errorRate(),
                fault.latency().toMillis(),
                until,
                identity.revision(),
                identity.pod()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** {@code until} is left out while nothing goes wrong, revision and pod where nobody knows. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Shown(
      double errorRate,
      long latencyMillis,
      Optional<Instant> until,
      Optional<String> revision,
      Optional<String> pod) {}
}
