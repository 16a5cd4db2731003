package dev.tideway.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes for as long as what a pass has seen is fresh. Whoever stood still for longer, such as a
 * process that was stopped, may have a successor that has moved on since.
 */
final class FencedCluster implements Cluster {
  /** Shorter than the lease: before, hardly a successor has begun. */
  static final Duration FRESH = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final Clock clock;
  private final Instant seen;

  FencedCluster(Cluster cluster, Clock clock, Instant seen) {
    this.cluster = cluster;
    this.clock = clock;
    this.seen = seen;
  }

  @Override
  public Optional<HasMetadata> find(HasMetadata like) {
    return cluster.find(like);
  }

  @Override
  public List<Service> services(String namespace) {
    return cluster.services(namespace);
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    check();
    return cluster.apply(desired);
  }

  @Override
  public HasMetadata overwrite(HasMetadata desired) {
    check();
    return cluster.overwrite(desired);
  }

  @Override
  public HasMetadata patch(HasMetadata theirs, String operations) {
    check();
    return cluster.patch(theirs, operations);
  }

  @Override
  public void delete(HasMetadata observed) {
    check();
    cluster.delete(observed);
  }

  private void check() {
    if (clock.instant().isAfter(seen.plus(FRESH))) {
      throw new StalePassException(seen);
    }
  }
}
