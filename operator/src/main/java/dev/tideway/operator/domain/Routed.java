package dev.tideway.operator.domain;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the app's route says, and whether the gateway follows it.
 *
 * @param wanted whether the spec asks for a route
 * @param exists whether there is one
 * @param weights percent by revision hash; empty when it leads to the app's own Service
 * @param confirmed whether the gateway has taken over what it says
 * @param problem why the gateway refuses it, in its own words
 * @param settle how long requests may still go by what the route said before, and a gateway may not
 *     know of endpoints that are there
 * @param object what to look at, such as {@code httproute web}; empty for an HTTPRoute of the app's
 *     name
 * @param lack what the spec asks of the route and the gateway can't do, and what happens instead
 */
public record Routed(
    boolean wanted,
    boolean exists,
    Map<String, Integer> weights,
    boolean confirmed,
    Optional<String> problem,
    Duration settle,
    Optional<String> object,
    Optional<String> lack) {
  /** After a gateway has confirmed that it sends no more, what it sent before is on its way. */
  public static final Duration DRAIN = Duration.ofSeconds(2);

  /** An app without a route. */
  public static final Routed NONE = new Routed(false, false, Map.of(), false, Optional.empty());

  public Routed {
    weights = Map.copyOf(weights);
  }

  /** One whose gateway confirms what it does. */
  public Routed(
      boolean wanted,
      boolean exists,
      Map<String, Integer> weights,
      boolean confirmed,
      Optional<String> problem) {
    this(wanted, exists, weights, confirmed, problem, DRAIN, Optional.empty(), Optional.empty());
  }

  public Routed lacking(Optional<String> words) {
    return new Routed(wanted, exists, weights, confirmed, problem, settle, object, words);
  }

  /** The words for kubectl that show the route. */
  public String object(AppName app) {
    return object.orElse("httproute " + app.name());
  }

  /** Whether requests go as a plan has it. */
  public boolean follows(Optional<Split> split) {
    return !wanted || (confirmed && weights.equals(split.map(Split::weights).orElse(Map.of())));
  }
}
