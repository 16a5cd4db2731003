package dev.tideway.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts and times calls by verb and kind; never by name, of which there is no end. */
public final class MeteredCluster implements Cluster {
  private final Cluster cluster;
  private final MeterRegistry metrics;

  public MeteredCluster(Cluster cluster, MeterRegistry metrics) {
    this.cluster = cluster;
    this.metrics = metrics;
  }

  @Override
  public Optional<HasMetadata> find(HasMetadata like) {
    return metrics.timer("tideway.reads", "kind", like.getKind()).record(() -> cluster.find(like));
  }

  @Override
  public List<Service> services(String namespace) {
    return metrics
        .timer("tideway.reads", "kind", "Service")
        .record(() -> cluster.services(namespace));
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    return timed("apply", desired, () -> cluster.apply(desired));
  }

  @Override
  public HasMetadata overwrite(HasMetadata desired) {
    return timed("overwrite", desired, () -> cluster.overwrite(desired));
  }

  @Override
  public HasMetadata patch(HasMetadata theirs, String operations) {
    return timed("patch", theirs, () -> cluster.patch(theirs, operations));
  }

  @Override
  public void delete(HasMetadata observed) {
    timed(
        "delete",
        observed,
        () -> {
          cluster.delete(observed);
          return observed;
        });
  }

  private HasMetadata timed(String verb, HasMetadata object, Supplier<HasMetadata> write) {
    return metrics.timer("tideway.writes", "verb", verb, "kind", object.getKind()).record(write);
  }
}
