package dev.tideway.cli.dev;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the developer has set: in the shell, and in a file {@code .env}.
 *
 * @param file where it was read from, as it is shown; empty without one
 * @param folder what paths in the variables are relative to
 * @param notes to be said of it
 */
record Settings(Variables variables, String file, Path folder, List<String> notes) {
  private static final Pattern KNOWN = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]*)=");
  private static final int FIRST_PORT = 8080;
  private static final int LAST_PORT = 65_535;

  /** The app's own {@code .env}, else the root's. */
  static Settings read(Path repository, Map<String, String> shell) throws IOException {
    List<String> files =
        List.of("app/.env", ".env").stream()
            .filter(name -> Files.exists(repository.resolve(name)))
            .toList();
    if (files.isEmpty()) {
      return new Settings(
          new Variables(shell),
          "",
          repository,
          List.of("no .env; app/.env.example says what it may have"));
    }
    String file = files.getFirst();
    Map<String, String> written = DotEnv.parse(file, Files.readString(repository.resolve(file)));
    List<String> notes = new ArrayList<>();
    notes.add(
        "variables from "
            + file
            + ", the shell's win"
            + (files.size() > 1 ? "; the root's .env is not read" : ""));
    Variables.slips(written.keySet(), known(repository))
        .forEach(
            (slip, name) ->
                notes.add(
                    file
                        + " sets "
                        + slip
                        + ", which the app doesn't know: did you mean "
                        + name
                        + "?"));
    return new Settings(
        Variables.of(shell, written),
        file,
        file.startsWith("app/") ? repository.resolve("app") : repository,
        notes);
  }

  private static List<String> known(Path repository) throws IOException {
    Path example = repository.resolve("app/.env.example");
    return Files.exists(example)
        ? KNOWN
            .matcher(Files.readString(example))
            .results()
            .map(MatchResult::group)
            .map(line -> line.replaceAll("[#=]", ""))
            .toList()
        : List.of();
  }

  /** Where to change what can't be read. */
  String remedy() {
    return file.isEmpty()
        ? "set it in a file app/.env, and the app starts again by itself"
        : "change it in " + file + " and save: the app starts again by itself";
  }

  /**
   * The port that is asked for, or the next free one from 8080 on.
   *
   * @throws Failure when the one that is asked for is somebody else's
   */
  int port() {
    if (!variables.has("PORT")) {
      return Ports.freeFrom(FIRST_PORT);
    }
    String text = variables.get("PORT").orElseThrow();
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > LAST_PORT) {
      throw new Failure("PORT can't be read", "write a number from 1 to " + LAST_PORT);
    }
    if (!Ports.isFree(port)) {
      throw new Failure(
          "port " + port + " is taken by another program",
          "end that, or set PORT to another one, or leave PORT out: the next free one is then"
              + " taken");
    }
    return port;
  }
}
