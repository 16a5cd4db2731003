package dev.tideway.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.RevisionHash;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, which people know revisions by, survive the loss of a record. */
class RevisionsTest {
  private static final AppDeploymentSpec SPEC =
      Serialization.unmarshal("---\n{image: a}", AppDeploymentSpec.class);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          first of all             |         |               |     | new=1
          recorded                 | x=4     | x@1           | x=4 | new=5 x=4
          record lost              |         | x@1           | x=4 | new=5 x=4
          record and status lost   |         | x@1           |     | new=2 x=1
          lost beside others       | y=7     | x@1 y@2       |     | new=9 x=8 y=7
          several lost, by age     |         | x@2 y@1       |     | new=3 x=2 y=1
          all but the status lost  |         |               | x=4 | new=5
          """)
  void areNumbered(
      String title,
      @Nullable String records,
      @Nullable String deployments,
      @Nullable String stable,
      String expected) {
    List<HasMetadata> children =
        new ArrayList<>(
            words(records).stream().map(w -> w.split("=")).map(w -> record(w[0], w[1])).toList());
    words(deployments).stream()
        .map(w -> w.split("@"))
        .map(w -> deployment(w[0], w[1]))
        .forEach(children::add);
    Optional<State> state =
        words(stable).stream()
            .map(w -> w.split("="))
            .<State>map(w -> new State.Idle(new RevisionId(w[0], Long.parseLong(w[1]), "i")))
            .findFirst();
    App app = new App("web", "shop", "uid", true, SPEC);
    Revisions revisions = Revisions.of(app, state, Observed.of(children));
    String target = RevisionHash.of(SPEC);
    assertEquals(
        expected,
        new TreeMap<>(revisions.byHash())
            .values().stream()
                .map(r -> r.id())
                .map(id -> id.hash().replace(target, "new") + "=" + id.number())
                .sorted()
                .collect(Collectors.joining(" ")));
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : Arrays.asList(text.split(" "));
  }

  private static HasMetadata record(String hash, String number) {
    return Serialization.unmarshal(
        """
        ---
        {apiVersion: apps/v1, kind: ControllerRevision, revision: %s,
        metadata: {name: web-%s, labels: {tideway.dev/revision: %s}},
        data: {image: i, template: {spec: {containers: []}}, files: {}}}
        """
            .formatted(number, hash, hash));
  }

  private static HasMetadata deployment(String hash, String second) {
    return Serialization.unmarshal(
        """
        ---
        {apiVersion: apps/v1, kind: Deployment,
        metadata: {name: web-%s, labels: {tideway.dev/revision: %s},
        creationTimestamp: '2026-01-01T00:00:0%sZ'},
        spec: {template: {spec: {containers: [{name: app, image: i}]}}}}
        """
            .formatted(hash, hash, second));
  }
}
