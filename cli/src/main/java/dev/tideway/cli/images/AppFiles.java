package dev.tideway.cli.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as it lies in the image: {@code /app/<name>.jar}, {@code /app/lib} and {@code
 * /app/java.args}, which holds the flags, the class path and the main class. The class path is
 * spelled out, because a wildcard would follow the file system's order and the AOT cache insists on
 * one.
 */
final class AppFiles {
  static final String FOLDER = "/app";
  static final String AOT_CACHE = FOLDER + "/app.aot";

  private AppFiles() {}

  static Path make(ImageSpec spec, String key, Path cache)
      throws IOException, InterruptedException {
    Path files = cache.resolve("program-" + spec.name() + "-" + key);
    if (!Files.exists(files)) {
      Tree.make(
          files,
          folder -> {
            Tree.copyFile(spec.jar(), folder.resolve(spec.name() + ".jar"));
            Files.writeString(folder.resolve("java.args"), arguments(spec));
          });
    }
    return files;
  }

  static List<String> entrypoint(boolean aot) {
    List<String> command = new ArrayList<>();
    command.add(JavaRuntime.HOME + "/bin/java");
    if (aot) {
      command.add("-XX:AOTCache=" + AOT_CACHE);
    }
    command.add("@" + FOLDER + "/java.args");
    return List.copyOf(command);
  }

  static String arguments(ImageSpec spec) {
    String classPath =
        Stream.concat(
                Stream.of(FOLDER + "/" + spec.name() + ".jar"),
                spec.libraries().stream().map(jar -> FOLDER + "/lib/" + jar.getFileName()))
            .collect(Collectors.joining(":"));
    return Stream.of(JavaRuntime.FLAGS, spec.flags(), List.of("-cp " + classPath, spec.mainClass()))
        .flatMap(List::stream)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
