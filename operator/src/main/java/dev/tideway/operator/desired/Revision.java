package dev.tideway.operator.desired;

import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;

/**
 * A revision as it was first rendered. Its pods are made from this for as long as it lives,
 * whatever a later version of the operator would render.
 *
 * @param id hash, number and image
 * @param template the pod template
 * @param files contents of its ConfigMap, by key; empty when it needs none
 */
public record Revision(RevisionId id, PodTemplateSpec template, Map<String, String> files) {
  public Revision {
    files = Map.copyOf(files);
  }

  /** Renders what an app's spec asks for now. */
  public static Revision render(App app, RevisionId id) {
    return new Revision(id, PodTemplates.render(app, id), Files.contents(app.spec()));
  }
}
