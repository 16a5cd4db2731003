package dev.tideway.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** What the operator remembers of a cluster, as a writer needs to know it. */
public interface Caches {
  /** Whether objects of this kind are watched: the cluster had the kind at the start. */
  boolean watches(HasMetadata object);

  /** Makes a write seen by the next pass, even before its event arrives. */
  void wrote(HasMetadata now, Optional<? extends HasMetadata> before);

  /** Makes a removal seen by the next pass, even before its event arrives. */
  void removed(HasMetadata object);
}
