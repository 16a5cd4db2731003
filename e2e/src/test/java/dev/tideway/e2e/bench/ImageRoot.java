package dev.tideway.e2e.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideway.cli.Folders;
import dev.tideway.cli.images.BuiltImage;
import dev.tideway.cli.images.ImageBuilder;
import dev.tideway.cli.images.Programs;
import dev.tideway.e2e.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The app's image, unpacked. What runs in it has the image's paths, Java, flags and AOT cache, and
 * nothing of a container engine's time.
 *
 * @param image the packed one
 * @param folder becomes the root file system
 */
record ImageRoot(BuiltImage image, Path folder) {
  private static final Path AOT_CACHE = Path.of("app", "app.aot");
  private static final String AOT_FLAG = "-XX:AOTCache=";
  private static final String USER = "65532:65532";

  /** Mounts live in a namespace of the process, which keeps its pid, and end with it. */
  private static final String ENTER =
      "for at in dev proc sys; do mount --rbind /$at \"$0/$at\" || exit 1; done;"
          + " exec chroot --userspec="
          + USER
          + " \"$0\" \"$@\"";

  static ImageRoot unpacked() throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "this takes root, for chroot");
    BuiltImage image =
        ImageBuilder.standard(System.err::println).build(Programs.app(Folders.repository()));
    Path folder = Path.of("target", "bench").toAbsolutePath();
    Folders.delete(folder);
    Path layers = Files.createDirectories(folder.resolve("layers"));
    Path root = Files.createDirectories(folder.resolve("root"));
    tar("-xf", image.tar().toString(), "-C", layers.toString());
    for (JsonNode layer : json(layers.resolve("manifest.json")).get(0).get("Layers")) {
      tar("-xzf", layers.resolve(layer.asText()).toString(), "-C", root.toString());
    }
    for (String mounted : List.of("dev", "proc", "sys")) {
      Files.createDirectories(root.resolve(mounted));
    }
    ImageRoot unpacked = new ImageRoot(image, root);
    assumeTrue(Files.exists(unpacked.aotCache()), "the image has no AOT cache to measure");
    return unpacked;
  }

  Path aotCache() {
    return folder.resolve(AOT_CACHE);
  }

  /** The image's own command. */
  List<String> command(String... arguments) throws IOException {
    Path layers = folder.resolveSibling("layers");
    String config = json(layers.resolve("manifest.json")).get(0).get("Config").asText();
    JsonNode entrypoint = json(layers.resolve(config)).get("config").get("Entrypoint");
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", ENTER, folder.toString()));
    StreamSupport.stream(entrypoint.spliterator(), false)
        .map(JsonNode::asText)
        .forEach(command::add);
    command.addAll(List.of(arguments));
    return command;
  }

  /** The same without the AOT cache. */
  List<String> untrained() throws IOException {
    return command().stream().filter(word -> !word.startsWith(AOT_FLAG)).toList();
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static void tar(String... arguments) throws IOException, InterruptedException {
    Command.of("tar").and(arguments).run().succeeded();
  }
}
