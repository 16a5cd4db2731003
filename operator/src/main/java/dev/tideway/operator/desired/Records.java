package dev.tideway.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.AppPort;
import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The record of a revision: a ControllerRevision with what the user wrote, for people to compare,
 * and what it was rendered to, for its pods to be made again. Its data is immutable.
 */
public final class Records {
  private static final String FORMAT = "v1";
  private static final int DEFAULT_LIMIT = 10;

  private Records() {}

  /** The record of a revision that the app's spec asks for. */
  public static ControllerRevision build(App app, Revision revision) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("format", FORMAT);
    data.put("image", revision.id().image());
    data.put("written", Json.tree(PodFields.written(app.spec())));
    data.put("template", Json.tree(revision.template()));
    data.put("files", Json.tree(revision.files()));
    return new ControllerRevisionBuilder()
        .withMetadata(Meta.ofRevision(app.owner(), revision.id().hash()))
        .withRevision(revision.id().number())
        .withData(data)
        .build();
  }

  /** How many records are kept of revisions that are in no use. */
  public static int limit(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.revisionHistoryLimit()).orElse(DEFAULT_LIMIT);
  }

  /** Which revision a record is of. */
  public static RevisionId id(ControllerRevision record) {
    return new RevisionId(
        hash(record), record.getRevision(), Json.tree(record.getData()).path("image").asText());
  }

  /** Reads a record back. */
  public static Revision read(ControllerRevision record) {
    JsonNode data = Json.tree(record.getData());
    Map<String, String> files = new LinkedHashMap<>();
    data.path("files").properties().forEach(e -> files.put(e.getKey(), e.getValue().asText()));
    return new Revision(
        id(record),
        Json.value(data.path("template"), PodTemplateSpec.class),
        files,
        ports(data.path("written").path("ports")));
  }

  private static List<AppPort> ports(JsonNode written) {
    return App.orDefault(
        written.isArray() ? List.of(Json.value(written, AppPort[].class)) : List.of());
  }

  private static String hash(ControllerRevision record) {
    return Objects.requireNonNull(
        record.getMetadata().getLabels().get(Labels.REVISION), "a record is found by this label");
  }
}
