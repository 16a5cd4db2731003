package dev.tideway.cli.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder with a {@code go.mod}.
 *
 * @param folder its path
 */
record GoModule(Path folder) {

  /** The version that it requires of a module, such as {@code v1.36.3}. */
  String version(String module) throws IOException {
    Matcher line =
        Pattern.compile("(?m)^(?:require)?\\s*" + Pattern.quote(module) + " (v\\S+)")
            .matcher(Files.readString(folder.resolve("go.mod")));
    if (!line.find()) {
      throw new IOException(folder.resolve("go.mod") + " doesn't require " + module);
    }
    return line.group(1);
  }

  /** The folder of a module that it requires, fetched if need be. */
  Path source(String module) throws IOException, InterruptedException {
    return Path.of(
        go("mod", "download", "-json", module).replaceAll("(?s).*\"Dir\": \"([^\"]+)\".*", "$1"));
  }

  private String go(String... arguments) throws IOException, InterruptedException {
    return GoBuild.output(this, arguments);
  }
}
