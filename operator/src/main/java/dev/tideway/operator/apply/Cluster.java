package dev.tideway.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** The writes that the operator makes, so that tests can count and refuse them. */
public interface Cluster {
  /** Server-side apply as the one owner of every field that is said. */
  HasMetadata apply(HasMetadata desired);

  /** Deletes an object; its dependents follow in the background. */
  void delete(HasMetadata observed);
}
