package dev.tideway.e2e.kustomize;

import dev.tideway.e2e.chart.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes the objects of {@code kustomize} from the chart; the kustomizations that join them are
 * written by hand. A file that is made says so in its first line.
 */
public final class KustomizeFiles {
  static final String COMMAND = "mvn -pl e2e -am process-test-classes -Pgenerate";
  private static final String HEADER = "# Made from helm/tideway by: " + COMMAND + "\n";
  private static final Path VALUES = Path.of("target", "kustomize", "values");
  private static final Function<Manifest, String> BY_TEMPLATE = Manifest::template;

  private final Helm helm;
  private final Map<String, StringBuilder> files = new TreeMap<>();

  private KustomizeFiles(Helm helm) {
    this.helm = helm;
  }

  /** Takes one argument: the root folder of the sources. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0], "kustomize");
    for (String stale : committed(folder).keySet()) {
      Files.delete(folder.resolve(stale));
    }
    for (var file : make(Helm.newest()).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** What should be there: texts by path in the folder {@code kustomize}. */
  static Map<String, String> make(Helm helm) throws IOException {
    KustomizeFiles all = new KustomizeFiles(helm);
    all.base();
    all.components();
    for (Overlay overlay : Overlay.values()) {
      all.overlay(overlay);
    }
    Map<String, String> texts = new TreeMap<>();
    all.files.forEach((path, text) -> texts.put(path, text.toString()));
    return texts;
  }

  /** The files that are there and say that they are made. */
  static Map<String, String> committed(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file :
          all.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        String text = Files.readString(file);
        if (text.startsWith(HEADER)) {
          texts.put(folder.relativize(file).toString(), text);
        }
      }
    }
    return texts;
  }

  private void base() {
    Predicate<Manifest> crd = manifest -> manifest.kind().equals("CustomResourceDefinition");
    add("crds", manifest -> manifest.name() + ".yaml", crd);
    add("base", BY_TEMPLATE, crd.negate());
  }

  private void components() throws IOException {
    String folder = "components/networkpolicy";
    String template = "--show-only=templates/networkpolicy.yaml";
    add(folder, BY_TEMPLATE, all -> true, template, "--set=operator.networkPolicy.enabled=true");

    Predicate<Manifest> ofApp = manifest -> manifest.name().equals("web");
    template = "--show-only=templates/monitoring.yaml";
    String[] on = {template, "--set=monitoring.enabled=true,app.enabled=true"};
    add("components/monitoring", manifest -> "app.yaml", ofApp, on);
    add("components/monitoring/operator", manifest -> "operator.yaml", ofApp.negate(), on);

    Predicate<Manifest> mutates = manifest -> manifest.kind().startsWith("Mutating");
    add("components/requested-by", BY_TEMPLATE, mutates, Component.FILLS_IN);

    template = "--show-only=templates/external-secrets.yaml";
    for (Overlay cloud : Overlay.values()) {
      if (cloud.isCloud()) {
        String values = ChartValues.of(cloud.valuesFile()).argument(VALUES, cloud.folder());
        folder = "components/external-secrets/" + cloud.folder();
        add(folder, BY_TEMPLATE, all -> true, template, values);
      }
    }
  }

  /** What there is beside the operator; where images come from is said in the kustomization. */
  private void overlay(Overlay overlay) throws IOException {
    List<String> base = manifests().map(Manifest::template).distinct().toList();
    String values =
        overlay
            .values(Set.of())
            .without("app.image.repository")
            .with("tests.enabled", "false")
            .argument(VALUES, overlay.folder() + "-alone");
    String folder = "overlays/" + overlay.folder() + "/resources";
    add(folder, BY_TEMPLATE, manifest -> !base.contains(manifest.template()), values);
  }

  private void add(
      String folder,
      Function<Manifest, String> name,
      Predicate<Manifest> which,
      String... arguments) {
    manifests(arguments)
        .filter(which)
        .forEach(
            manifest ->
                files
                    .computeIfAbsent(
                        folder + "/" + name.apply(manifest), path -> new StringBuilder(HEADER))
                    .append("---\n")
                    .append(manifest.text()));
  }

  private Stream<Manifest> manifests(String... arguments) {
    return helm.documents(arguments).map(Manifest::of);
  }
}
