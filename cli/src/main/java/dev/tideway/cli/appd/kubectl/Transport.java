package dev.tideway.cli.appd.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The requests that the commands make. Every method throws {@link Refusal} when the cluster says
 * no, and {@link dev.tideway.cli.console.Failure} when it can't be reached.
 */
public interface Transport {
  /** The object that a query names, or a list with {@code items}. */
  JsonNode get(Query query);

  /** Creates an object, and returns what has become of it. */
  JsonNode create(JsonNode object);

  /** What there is, and from then on what changes, of several queries at once. */
  Watch watch(List<Query> queries);

  /** The name by which the cluster knows the caller. */
  String user();

  /** Runs kubectl on the caller's own terminal, and returns its exit code. */
  int run(List<String> arguments);
}
