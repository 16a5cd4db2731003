package dev.tideway.operator.observe;

import dev.tideway.crds.AppPort;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Ports;
import dev.tideway.operator.desired.Records;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.desired.RevisionHash;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

  /**
   * @param state names revisions even where somebody deleted their record
   */
  public static Revisions of(App app, Optional<State> state, Observed observed) {
    Map<String, Revision> known = new HashMap<>();
    observed.records().forEach(r -> known.put(Observed.revisionOf(r), Records.read(r)));
    Numbers numbers = new Numbers(state, observed.records());
    for (Deployment d : withoutRecord(observed)) {
      String hash = Observed.revisionOf(d);
      RevisionId id = numbers.of(hash, image(d));
      known.put(hash, Revision.ofTemplate(id, d.getSpec().getTemplate(), observed.filesOf(hash)));
    }
    String hash = RevisionHash.of(app.spec());
    Revision target =
        known.computeIfAbsent(hash, h -> Revision.render(app, numbers.of(h, app.spec().image())));
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

  /**
   * Revisions whose record somebody deleted, oldest first: their Deployments and ConfigMaps still
   * say what their pods are.
   */
  private static List<Deployment> withoutRecord(Observed observed) {
    Set<String> recorded =
        observed.records().stream().map(Observed::revisionOf).collect(Collectors.toSet());
    return observed.deployments().stream()
        .filter(d -> !recorded.contains(Observed.revisionOf(d)))
        .sorted(Comparator.comparing(Revisions::age).thenComparing(d -> d.getMetadata().getName()))
        .toList();
  }

  private static String age(Deployment d) {
    return Optional.ofNullable(d.getMetadata().getCreationTimestamp()).orElse("");
  }

  private static String image(Deployment d) {
    return d.getSpec().getTemplate().getSpec().getContainers().stream()
        .findFirst()
        .map(c -> c.getImage())
        .orElse("");
  }
}
