package dev.tideway.app.pages;

import dev.tideway.app.Identity;
import dev.tideway.app.controllers.FaultForm;
import dev.tideway.app.faults.Faults;
import dev.tideway.app.pages.templates.JtestatusGenerated;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.security.Roles;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.validation.validator.Validator;
import io.swagger.v3.oas.annotations.Hidden;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who answers here; and for admins what goes wrong on purpose, where that is on. */
@Controller("/status")
@Produces(MediaType.ALL)
@Hidden
class StatusController {
  private final Pages pages;
  private final Identity identity;
  private final Validator validator;
  private final Optional<Faults> faults;

  StatusController(Pages pages, Identity identity, Validator validator, @Nullable Faults faults) {
    this.pages = pages;
    this.identity = identity;
    this.validator = validator;
    this.faults = Optional.ofNullable(faults);
  }

  @Get
  @Secured(SecurityRule.IS_ANONYMOUS)
  MutableHttpResponse<?> show(HttpRequest<?> request) {
    return page(request, HttpStatus.OK, Map.of(), Map.of());
  }

  @Post("/faults")
  @Secured(Roles.ADMIN)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<?> change(
      HttpRequest<?> request,
      @Nullable String errorRate,
      @Nullable String latencyMillis,
      @Nullable String seconds) {
    if (faults.isEmpty()) {
      return Problem.of(
          HttpStatus.NOT_FOUND, "there are no faults here: APP_DEMO_FAULTS=true has them");
    }
    Map<String, String> sent = new TreeMap<>();
    Map<String, String> errors = new TreeMap<>();
    FaultForm form =
        new FaultForm(
            number("errorRate", errorRate, FaultForm.RATE, sent, errors),
            number("latencyMillis", latencyMillis, FaultForm.LATENCY, sent, errors),
            number("seconds", seconds, FaultForm.SECONDS, sent, errors));
    validator
        .validate(form)
        .forEach(
            wrong -> errors.putIfAbsent(wrong.getPropertyPath().toString(), wrong.getMessage()));
    if (!errors.isEmpty()) {
      return page(request, HttpStatus.BAD_REQUEST, sent, errors);
    }
    faults.get().set(form.rate(), form.latency(), form.lasting());
    return Htmx.redirect(request, Notice.FAULTS.after("/status"));
  }

  private MutableHttpResponse<?> page(
      HttpRequest<?> request,
      HttpStatus status,
      Map<String, String> sent,
      Map<String, String> errors) {
    Page page = pages.around(request, "Status", Page.Section.STATUS);
    Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    StatusView view =
        new StatusView(
            identity.version(),
            identity.revision().orElse("not set"),
            identity.pod().orElse("not set"),
            Runtime.version().toString(),
            Words.duration(up),
            faults
                .filter(f -> page.isAdmin())
                .map(f -> new StatusView.FaultView(f.now(), sent, errors)));
    return Pages.html(status, out -> JtestatusGenerated.render(out, null, page, view));
  }

  private static @Nullable BigDecimal number(
      String field,
      @Nullable String text,
      String words,
      Map<String, String> sent,
      Map<String, String> errors) {
    String given = Optional.ofNullable(text).orElse("").strip();
    sent.put(field, given);
    if (given.matches("[0-9]{1,6}([.][0-9]{1,6})?")) {
      return new BigDecimal(given);
    }
    errors.put(field, words);
    return null;
  }
}
