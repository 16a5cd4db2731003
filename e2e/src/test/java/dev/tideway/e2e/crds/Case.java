package dev.tideway.e2e.crds;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of objects.
 *
 * @param title what is special about it
 * @param kind AppDeployment when absent
 * @param name web when absent
 * @param says part of the message that refuses it
 */
record Case(
    @JsonProperty("case") String title,
    @Nullable String kind,
    @Nullable String name,
    @Nullable Map<String, Object> spec,
    @Nullable String says) {

  static List<Case> table(String file) {
    return Serialization.unmarshal(
        Objects.requireNonNull(Case.class.getResourceAsStream("/crds/" + file), file),
        new TypeReference<List<Case>>() {});
  }

  GenericKubernetesResource object() {
    return object(kind == null ? "AppDeployment" : kind, name == null ? "web" : name, spec);
  }

  static GenericKubernetesResource object(String kind, String name, @Nullable Object spec) {
    var object = new GenericKubernetesResource();
    object.setApiVersion("tideway.dev/v1");
    object.setKind(kind);
    object.setMetadata(new ObjectMetaBuilder().withName(name).build());
    if (spec != null) {
      object.setAdditionalProperty("spec", spec);
    }
    return object;
  }
}
