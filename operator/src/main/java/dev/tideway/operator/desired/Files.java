package dev.tideway.operator.desired;

import dev.tideway.crds.AppConfig;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.ConfigFile;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The files of {@code spec.config.files}: one ConfigMap a revision, one mount a file. */
final class Files {
  private static final String VOLUME = "tideway-config";

  private Files() {}

  static List<ConfigFile> of(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.config()).map(AppConfig::files).orElse(List.of());
  }

  static Map<String, String> contents(AppDeploymentSpec spec) {
    List<ConfigFile> files = of(spec);
    Map<String, String> contents = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      contents.put(key(i, files.get(i)), files.get(i).content());
    }
    return contents;
  }

  static List<Volume> volumes(AppDeploymentSpec spec, String configMap) {
    return of(spec).isEmpty()
        ? List.of()
        : List.of(
            new VolumeBuilder()
                .withName(VOLUME)
                .withNewConfigMap()
                .withName(configMap)
                .endConfigMap()
                .build());
  }

  static List<VolumeMount> mounts(AppDeploymentSpec spec) {
    List<ConfigFile> files = of(spec);
    return IntStream.range(0, files.size())
        .mapToObj(
            i ->
                new VolumeMountBuilder()
                    .withName(VOLUME)
                    .withMountPath(files.get(i).path())
                    .withSubPath(key(i, files.get(i)))
                    .withReadOnly(true)
                    .build())
        .toList();
  }

  // Two files may share a name in different folders: the index keeps their keys apart.
  private static String key(int index, ConfigFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return index + "-" + name.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
