package dev.tideway.crds.generator;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.RolloutAction;
import dev.tideway.crds.RolloutFreeze;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what is generated from the model: {@code mvn -pl crds process-test-classes -Pgenerate}.
 */
public final class Generate {
  static final String COMMAND = "mvn -pl crds process-test-classes -Pgenerate";

  private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(AppDeployment.class, RolloutAction.class, RolloutFreeze.class);

  private Generate() {}

  /** Takes one argument: the root folder of the sources. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    for (var file : files(root).entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** Texts of the generated files, by their path below {@code root}. */
  static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    List<Crd> crds = new ArrayList<>();
    for (var kind : KINDS) {
      crds.add(Crd.of(kind, root.resolve("crds/src/main/crd")));
    }
    files.put("docs/reference/api.md", ApiReference.of(crds));
    for (Crd crd : crds) {
      String text = "# Made from the API model by: " + COMMAND + "\n" + crd.yaml();
      files.put("crds/src/main/resources/META-INF/tideway/" + crd.name() + ".yaml", text);
      files.put("helm/tideway/files/crds/" + crd.name() + ".yaml", text);
    }
    return files;
  }
}
