package dev.tideway.crds.generator;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One CustomResourceDefinition.
 *
 * @param name its name, which is that of its files too
 * @param kind the kind that it defines
 * @param tree the whole object
 */
record Crd(String name, String kind, Map<String, Object> tree) {

  /**
   * @param words the folder with the kind's overlay and with shapes.yaml
   */
  static Crd of(Class<? extends CustomResource<?, ?>> kind, Path words) throws IOException {
    Map<String, Object> tree = generate(kind);
    Map<String, Object> overlay = read(words.resolve(kind.getSimpleName() + ".yaml"));
    Tree.merge(tree, Tree.childOrEmpty(overlay, "crd"));
    Map<String, Object> version =
        Tree.map(Tree.list(Tree.child(tree, "spec").get("versions")).getFirst());
    Tree.merge(version, Tree.childOrEmpty(overlay, "version"));
    Crd crd = new Crd(CustomResource.getCRDName(kind), kind.getSimpleName(), tree);
    new Overlay(read(words.resolve("shapes.yaml")))
        .apply(crd.schema(), Tree.childOrEmpty(overlay, "fields"));
    ModelOrder.apply(crd.schema(), kind);
    Bounds.complete(crd.schema());
    Words.wholeNumbers(crd.schema());
    List<String> undescribed = Bounds.undescribed(crd.schema());
    if (!undescribed.isEmpty()) {
      throw new IllegalStateException(
          crd.name() + ": no description of " + String.join("\n  ", undescribed));
    }
    return crd;
  }

  /**
   * The object as text, with what only {@code kubectl explain} needs, and without what it doesn't.
   */
  String yaml() {
    Words.complete(schema());
    Schema.walk(schema(), "", (_, node) -> node.remove(Overlay.FROM));
    return Yaml.print(tree);
  }

  Map<String, Object> schema() {
    Object version = Tree.list(Tree.childOrEmpty(tree, "spec").get("versions")).getFirst();
    return Tree.child(Tree.child(Tree.map(version), "schema"), "openAPIV3Schema");
  }

  private static Map<String, Object> read(Path file) throws IOException {
    return Yaml.parse(Files.readString(file));
  }

  private static Map<String, Object> generate(Class<? extends CustomResource<?, ?>> kind) {
    var bytes = new ByteArrayOutputStream();
    var generator =
        new CRDGenerator()
            .withImplicitPreserveUnknownFields(false)
            .forCRDVersions("v1")
            .withOutput(
                new CRDGenerator.CRDOutput<ByteArrayOutputStream>() {
                  @Override
                  public ByteArrayOutputStream outputFor(String name) {
                    return bytes;
                  }

                  @Override
                  public void close() {}
                });
    generator.customResourceClasses(List.of(kind)).generate();
    return Yaml.parse(bytes.toString(StandardCharsets.UTF_8));
  }
}
