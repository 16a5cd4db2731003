package dev.tideway.app;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** A request that is still running when the drain is over. */
@Controller("/slow")
@Secured(SecurityRule.IS_ANONYMOUS)
final class SlowController {

  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  String slow() throws InterruptedException {
    Thread.sleep(3_000);
    return "done";
  }
}
