package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An AppDeployment as far as it is shown.
 *
 * @param generation counts changes of the spec
 * @param observed the generation that the status speaks of
 * @param steps of a canary, as the spec has them; empty for other strategies
 * @param phase empty before the operator has seen the app
 * @param history revisions that served, newest first
 * @param actions answered last, newest first
 */
public record App(
    String namespace,
    String name,
    long generation,
    long observed,
    Optional<Instant> created,
    String strategy,
    List<Step> steps,
    Optional<String> promotion,
    String phase,
    Optional<String> why,
    Optional<Revision> stable,
    Optional<Candidate> candidate,
    Optional<Revision> rollback,
    List<Metric> analysis,
    List<Served> history,
    List<Answer> actions,
    OptionalInt replicas,
    OptionalInt ready,
    Optional<String> url) {

  public static App of(JsonNode app) {
    JsonNode metadata = app.path("metadata");
    JsonNode strategy = app.path("spec").path("strategy");
    JsonNode status = app.path("status");
    return new App(
        metadata.path("namespace").asText(),
        metadata.path("name").asText(),
        metadata.path("generation").asLong(),
        status.path("observedGeneration").asLong(),
        Fields.instant(metadata, "creationTimestamp"),
        strategy.path("type").asText("RollingUpdate"),
        Fields.list(strategy.path("canary"), "steps", Step::of),
        Fields.text(strategy.path("blueGreen"), "promotion"),
        status.path("phase").asText(""),
        Fields.text(status, "why"),
        Fields.object(status, "stable", Revision::of),
        Fields.object(status, "candidate", Candidate::of),
        rollback(status),
        Fields.list(status, "analysis", Metric::of),
        Fields.list(status, "history", Served::of),
        Fields.list(status, "actions", Answer::of),
        Fields.number(status, "replicas"),
        Fields.number(status, "readyReplicas"),
        Fields.text(status, "url"));
  }

  /** A way back to what the spec asks for is written down, too, and changes nothing of it. */
  private static Optional<Revision> rollback(JsonNode status) {
    return Fields.text(status.path("rollback"), "insteadOf")
        .flatMap(
            asked ->
                Fields.object(status, "rollback", Revision::of)
                    .filter(to -> !to.hash().equals(asked)));
  }

  /** Whether the status speaks of the newest spec. */
  public boolean isCurrent() {
    return observed == generation && generation > 0;
  }

  /** A candidate that is on its way, and was not given up. */
  public Optional<Candidate> moving() {
    return candidate.filter(c -> !c.isGivenUp());
  }

  /** Percent of the traffic that the stable revision gets. */
  public int stableWeight() {
    return 100 - moving().map(c -> c.weight().orElse(0)).orElse(0);
  }

  /** The revision that served before the stable one. */
  public Optional<Revision> previous() {
    return history.stream()
        .map(Served::revision)
        .filter(r -> stable.map(s -> !s.hash().equals(r.hash())).orElse(true))
        .findFirst();
  }
}
