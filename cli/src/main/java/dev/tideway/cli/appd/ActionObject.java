package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideway.cli.appd.view.App;
import dev.tideway.cli.appd.view.Candidate;
import dev.tideway.cli.appd.view.Revision;
import dev.tideway.cli.console.Failure;
import java.util.Optional;
import java.util.OptionalLong;

/** The RolloutAction that asks for something. */
final class ActionObject {
  private ActionObject() {}

  /**
   * What a person wants.
   *
   * @param to revision to go back to, where it was named
   * @param reason in the person's own words
   * @param override despite a freeze
   */
  record Wish(Steering steering, OptionalLong to, Optional<String> reason, boolean override) {}

  /**
   * @param user who asks; a policy of the cluster refuses any other name than the caller's own
   */
  static ObjectNode of(App app, Wish wish, String user) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "tideway.dev/v1");
    object.put("kind", "RolloutAction");
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("namespace", app.namespace());
    metadata.put("generateName", app.name() + "-" + wish.steering().command() + "-");
    metadata.putObject("annotations").put("tideway.dev/requested-by", user);
    ObjectNode spec = object.putObject("spec");
    spec.put("app", app.name());
    spec.put("action", wish.steering().name());
    pin(app, wish.steering()).ifPresent(number -> spec.put("revision", number));
    if (wish.steering() == Steering.Rollback) {
      spec.put("toRevision", target(app, wish));
    }
    wish.reason().ifPresent(reason -> spec.put("reason", reason));
    if (wish.override()) {
      spec.put("override", true);
    }
    return object;
  }

  private static Optional<Long> pin(App app, Steering steering) {
    Optional<Long> candidate = app.candidate().map(Candidate::revision).map(Revision::number);
    return switch (steering.pin()) {
      case NONE -> Optional.empty();
      case SENT -> candidate;
      case NEEDED -> {
        if (candidate.isEmpty()) {
          throw new Failure(
              app.name() + " has no candidate: no rollout is under way",
              "see where the app is: kubectl appd get " + app.name());
        }
        yield candidate;
      }
    };
  }

  private static long target(App app, Wish wish) {
    return wish.to()
        .orElseGet(
            () ->
                app.previous()
                    .map(Revision::number)
                    .orElseThrow(
                        () ->
                            new Failure(
                                "no revision of " + app.name() + " served before the present one",
                                "see which revisions there are, and name one with --to: kubectl"
                                    + " appd history "
                                    + app.name())));
  }
}
