package dev.tideway.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.DeletionPolicy;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Split;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Traffic;
import dev.tideway.operator.traffic.Cast;
import dev.tideway.operator.traffic.Scene;
import dev.tideway.operator.traffic.TrafficRouter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case of {@link GoldenTest}.
 *
 * @param app what the user wrote
 * @param rollout what the rollout asks for; at rest where it says nothing
 */
record Golden(App app, Rollout rollout) {
  private static final String SHOWN_BELOW = "(as in the Deployment)";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  /**
   * A rollout under way.
   *
   * @param hold a size that the rollout fixes
   * @param current the size that the Deployment asks for now
   * @param weight of a candidate, which the spec asks for, beside a stable revision
   */
  record Rollout(@Nullable Integer hold, @Nullable Integer current, @Nullable Integer weight) {}

  static Golden read(Path app, Path rollout) throws IOException {
    AppDeployment resource = Serialization.unmarshal(Files.readString(app), AppDeployment.class);
    return new Golden(
        new App(
            resource.getMetadata().getName(),
            resource.getMetadata().getNamespace(),
            resource.getMetadata().getUid(),
            resource.getSpec().deletionPolicy() != DeletionPolicy.Orphan,
            resource.getSpec()),
        Files.exists(rollout)
            ? Serialization.unmarshal(Files.readString(rollout), Rollout.class)
            : new Rollout(null, null, null));
  }

  /** Every child, one document each, in the order in which they are written. */
  String render() throws IOException {
    RevisionId id = new RevisionId(RevisionHash.of(app.spec()), 1, app.spec().image());
    Revision revision = Revision.render(app, id);
    Map<String, Integer> sizes =
        Stream.ofNullable(rollout.current()).collect(Collectors.toMap(c -> id.hash(), c -> c));
    RevisionId old = new RevisionId("stable0000", 1, "web:stable");
    Traffic traffic = traffic(id, old);
    List<HasMetadata> children =
        new ArrayList<>(
            new Children(
                    List.of(new Target(id, size())),
                    traffic,
                    Optional.empty(),
                    Ports.of(revision),
                    Map.of(id.hash(), revision, old.hash(), Revision.render(app, old)),
                    sizes)
                .of(app));
    Map<String, Revision> revisions =
        Map.of(id.hash(), revision, old.hash(), Revision.render(app, old));
    children.addAll(
        TrafficRouter.of(app)
            .build(
                app,
                traffic,
                new Scene(List.of(), List.of(), Map.of(), Set.of()),
                new Cast(revisions, Ports.of(revision))));
    StringBuilder documents = new StringBuilder();
    documents.append(yaml(Records.build(app, revision), Json.tree(revision.template())));
    for (HasMetadata child : children) {
      documents.append(yaml(child, Json.tree(revision.template())));
    }
    return documents.toString();
  }

  private Traffic traffic(RevisionId candidate, RevisionId stable) {
    return rollout.weight() == null
        ? Traffic.BY_REPLICAS
        : new Traffic(
            Optional.of(stable),
            List.of(stable, candidate),
            Optional.of(new Split(stable, Optional.of(candidate), rollout.weight())),
            Optional.of(candidate));
  }

  private Size size() {
    AppDeploymentSpec spec = app.spec();
    if (rollout.hold() != null) {
      return new Size.Fixed(rollout.hold());
    }
    return spec.autoscaling() == null
        ? new Size.Fixed(Optional.ofNullable(spec.replicas()).orElse(1))
        : new Size.Autoscaled(
            Optional.ofNullable(spec.autoscaling().minReplicas()).orElse(2),
            spec.autoscaling().maxReplicas());
  }

  // A record repeats the pod template, which would double every case.
  private static String yaml(HasMetadata child, JsonNode template) throws IOException {
    ObjectNode tree = (ObjectNode) Json.tree(child);
    if (tree.path("data") instanceof ObjectNode data && data.path("template").equals(template)) {
      data.put("template", SHOWN_BELOW);
    }
    return YAML.writeValueAsString(Json.value(tree, Object.class));
  }
}
