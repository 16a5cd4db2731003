package dev.tideway.operator.observe;

import dev.tideway.crds.AppPort;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Ports;
import dev.tideway.operator.desired.Records;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.desired.RevisionHash;
import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

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

  /**
   * The ports of the revisions that have pods.
   *
   * @param inService whose ports callers know
   * @param running the hash of each revision that shall have pods
   */
  public Ports ports(RevisionId inService, Set<String> running, Observed observed) {
    Set<String> others = new TreeSet<>(running);
    others.remove(inService.hash());
    Set<String> leaving = new TreeSet<>(observed.podHashes());
    leaving.retainAll(byHash.keySet());
    leaving.removeAll(running);
    return new Ports(
        byHash.getOrDefault(inService.hash(), target).ports(), portsOf(others), portsOf(leaving));
  }

  private List<List<AppPort>> portsOf(Set<String> hashes) {
    return hashes.stream().map(hash -> get(hash).ports()).toList();
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
    return Revision.ofTemplate(
        new RevisionId(hash, 1, image), d.getSpec().getTemplate(), observed.filesOf(hash));
  }
}
