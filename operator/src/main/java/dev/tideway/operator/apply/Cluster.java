package dev.tideway.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;

/** The calls that the applier makes, so that tests can count and refuse them. */
public interface Cluster {
  /** What has the kind and the name of an object, whosever it is. */
  Optional<HasMetadata> find(HasMetadata like);

  /** Every Service of a namespace, whosever it is. */
  List<Service> services(String namespace);

  /** Server-side apply as the one owner of every field that is said. */
  HasMetadata apply(HasMetadata desired);

  /** Replaces what is said, lists as wholes; what isn't said stays. */
  HasMetadata overwrite(HasMetadata desired);

  /**
   * Changes single values of an object that others own.
   *
   * @param operations a JSON patch, which fails as a conflict when the object has changed since
   */
  HasMetadata patch(HasMetadata theirs, String operations);

  /**
   * Deletes the very object that was observed, and no other that has got its name since; its
   * dependents follow in the background.
   */
  void delete(HasMetadata observed);
}
