package dev.tideway.cli.dev;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the developer has set: in the shell, and in a file {@code .env}.
 *
 * @param file where it was read from, as it is shown; empty without one
 * @param folder what paths in the variables are relative to
 * @param notes to be said of it
 */
record Settings(Variables variables, String file, Path folder, List<String> notes) {
  private static final Pattern KNOWN = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]*)=");
  private static final int LAST_PORT = 65_535;

  /** The app's own {@code .env}, else the root's. */
  static Settings read(Path repository, Map<String, String> shell) throws IOException {
    List<String> files =
        List.of("app/.env", ".env").stream()
            .filter(name -> Files.exists(repository.resolve(name)))
            .toList();
    if (files.isEmpty()) {
      Variables variables = new Variables(shell);
      String none = "no .env; app/.env.example says what it may have";
      return new Settings(variables, "", repository, notes(variables, List.of(none)));
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
    Variables variables = Variables.of(shell, written);
    return new Settings(
        variables,
        file,
        file.startsWith("app/") ? repository.resolve("app") : repository,
        notes(variables, notes));
  }

  private static List<String> notes(Variables variables, List<String> notes) {
    return Stream.concat(
            notes.stream(),
            variables.uselessFiles().stream()
                .map(name -> name + " does nothing: only secrets are read from files"))
        .toList();
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
   * The port that is asked for, or the first free one from {@code from} on.
   *
   * @param isFree of one that this {@code dev} has already, too
   * @throws Failure when the one that is asked for is somebody else's
   */
  int port(int from, IntPredicate isFree) {
    Optional<String> asked = variables.get("PORT");
    if (asked.isEmpty()) {
      return IntStream.rangeClosed(from, LAST_PORT)
          .filter(isFree)
          .findFirst()
          .orElseThrow(
              () -> new Failure("no port from " + from + " on is free", "set PORT to one that is"));
    }
    int port = asked.filter(text -> text.matches("\\d{1,5}")).map(Integer::parseInt).orElse(0);
    if (port < 1 || port > LAST_PORT) {
      throw new Failure("PORT can't be read", "write a number from 1 to " + LAST_PORT);
    }
    if (!isFree.test(port)) {
      throw new Failure(
          "port " + port + " is taken by another program",
          "end that, or set PORT to another one, or leave PORT out: the next free one is then"
              + " taken");
    }
    return port;
  }
}
