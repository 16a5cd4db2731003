package dev.tideway.operator.observe;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Records;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.desired.RevisionHash;
import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The revisions that are known of an app, and the one that its spec asks for.
 *
 * @param target what the spec asks for
 * @param byHash every known revision, the target included
 */
public record Revisions(Revision target, Map<String, Revision> byHash) {
  public Revisions {
    byHash = Map.copyOf(byHash);
  }

  public static Revisions of(App app, Observed observed) {
    Map<String, Revision> known = new HashMap<>();
    observed
        .deployments()
        .forEach(d -> known.put(Observed.revisionOf(d), withoutRecord(d, observed)));
    for (ControllerRevision record : observed.records()) {
      known.put(Observed.revisionOf(record), Records.read(record));
    }
    String hash = RevisionHash.of(app.spec());
    Revision target =
        known.computeIfAbsent(
            hash, h -> Revision.render(app, new RevisionId(h, next(observed), app.spec().image())));
    return new Revisions(target, known);
  }

  /** The revision of a hash that was observed. */
  public Revision get(String hash) {
    return Objects.requireNonNull(byHash.get(hash), () -> "unknown revision " + hash);
  }

  private static long next(Observed observed) {
    return 1
        + observed.records().stream().mapToLong(ControllerRevision::getRevision).max().orElse(0);
  }

  /**
   * A revision whose record somebody deleted: its Deployment and ConfigMap still say what its pods
   * are.
   */
  private static Revision withoutRecord(Deployment d, Observed observed) {
    String image =
        d.getSpec().getTemplate().getSpec().getContainers().stream()
            .findFirst()
            .map(c -> c.getImage())
            .orElse("");
    String hash = Observed.revisionOf(d);
    return new Revision(
        new RevisionId(hash, 1, image), d.getSpec().getTemplate(), observed.filesOf(hash));
  }
}
