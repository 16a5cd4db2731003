package dev.tideway.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pods that an object of a rendering leads to.
 *
 * @param name kind and name of the object
 * @param spec of the pods
 */
record Pods(String name, PodSpec spec) {

  /** None or one: the chart has no object with pods of two kinds. */
  static List<Pods> of(JsonNode object) {
    String kind = object.path("kind").asText();
    String at =
        switch (kind) {
          case "Pod" -> "/spec";
          case "Deployment", "StatefulSet", "DaemonSet", "Job" -> "/spec/template/spec";
          case "CronJob" -> "/spec/jobTemplate/spec/template/spec";
          default -> "";
        };
    return at.isEmpty()
        ? List.of()
        : List.of(
            new Pods(
                kind.toLowerCase(Locale.ROOT) + "/" + object.at("/metadata/name").asText(),
                Serialization.unmarshal(object.at(at).toString(), PodSpec.class)));
  }

  /** One of them without its controller, in the release's namespace. */
  Pod alone() {
    Set<String> there = spec.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
    // A StatefulSet adds a volume for each of its claims.
    List<Volume> claimed =
        spec.getContainers().stream()
            .flatMap(container -> container.getVolumeMounts().stream())
            .map(VolumeMount::getName)
            .filter(volume -> !there.contains(volume))
            .distinct()
            .map(volume -> new VolumeBuilder().withName(volume).withNewEmptyDir().and().build())
            .toList();
    return new PodBuilder()
        .withNewMetadata()
        .withName("alone")
        .withNamespace(Helm.NAMESPACE)
        .endMetadata()
        .withSpec(spec)
        .editSpec()
        .addAllToVolumes(claimed)
        .endSpec()
        .build();
  }
}
