package dev.tideway.operator.domain;

import java.util.List;
import java.util.Optional;

/**
 * Which revisions requests shall reach.
 *
 * @param home the revision that the app's own Service selects; empty for all of them
 * @param services revisions that shall have a Service of their own
 * @param split what the route shall say; empty when it leads to the app's own Service
 * @param preview the revision that testers reach under the preview's name
 */
public record Traffic(
    Optional<RevisionId> home,
    List<RevisionId> services,
    Optional<Split> split,
    Optional<RevisionId> preview) {
  /** Through the app's own Service, which selects every revision's pods. */
  public static final Traffic BY_REPLICAS =
      new Traffic(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

  public Traffic {
    services = List.copyOf(services);
  }
}
