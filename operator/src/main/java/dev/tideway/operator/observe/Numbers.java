package dev.tideway.operator.observe;

import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.List;
import java.util.Optional;

/** Numbers revisions that have no record: as the status remembers them, else the next number. */
final class Numbers {
  private final List<RevisionId> remembered;
  private long last;

  Numbers(Optional<State> state, List<ControllerRevision> records) {
    remembered = state.map(State::revisions).orElse(List.of());
    last =
        Math.max(
            records.stream().mapToLong(ControllerRevision::getRevision).max().orElse(0),
            remembered.stream().mapToLong(RevisionId::number).max().orElse(0));
  }

  /** The revision of a hash; asked once for each. */
  RevisionId of(String hash, String image) {
    return remembered.stream()
        .filter(id -> id.hash().equals(hash))
        .findFirst()
        .orElseGet(() -> new RevisionId(hash, ++last, image));
  }
}
