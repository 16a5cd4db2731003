package dev.tideway.cli.dev;

import dev.tideway.cli.console.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a file {@code .env}: {@code NAME=value} a line, {@code export} before it or not, comments
 * after {@code #}. What is in single quotes is taken as it is; in double quotes {@code \n}, {@code
 * \"} and {@code \\} are read; both may go on over lines. A {@code $} is only a character.
 */
final class DotEnv {
  private static final Pattern NOTHING = Pattern.compile("[ \\t]*(?:#[^\\n]*)?\\n");
  private static final Pattern VARIABLE =
      Pattern.compile(
          "[ \\t]*(?:export[ \\t]+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)[ \\t]*=[ \\t]*"
              + "(?:\"(?<double>(?:[^\"\\\\]++|\\\\.)*+)\"|'(?<single>[^']*+)'"
              + "|(?<plain>(?:[^\\s\"'#][^\\n]*?)?))"
              + "(?:[ \\t]+#[^\\n]*)?[ \\t]*\\n",
          Pattern.DOTALL);

  private DotEnv() {}

  /**
   * The variables in their order.
   *
   * @param file what to call it in messages
   * @throws Failure with the number of the line that can't be read, and nothing of its value, which
   *     may be a secret
   */
  static Map<String, String> parse(String file, String text) {
    String lines = text.replace("\uFEFF", "").replace("\r\n", "\n") + "\n";
    Map<String, String> variables = new LinkedHashMap<>();
    Matcher nothing = NOTHING.matcher(lines);
    Matcher variable = VARIABLE.matcher(lines);
    for (int at = 0; at < lines.length(); ) {
      if (nothing.region(at, lines.length()).lookingAt()) {
        at = nothing.end();
      } else if (variable.region(at, lines.length()).lookingAt()) {
        String name = variable.group("name");
        if (variables.putIfAbsent(name, value(variable)) != null) {
          throw new Failure(
              place(file, lines, at) + " sets " + name + " a second time",
              "leave one of the two lines");
        }
        at = variable.end();
      } else {
        throw new Failure(
            place(file, lines, at) + " can't be read",
            "write NAME=value; a value that has quotes or # in it, or begins or ends with a space,"
                + " in 'single quotes'");
      }
    }
    return variables;
  }

  private static String value(Matcher variable) {
    return Stream.of(
            Optional.ofNullable(variable.group("double")).map(DotEnv::unescaped),
            Optional.ofNullable(variable.group("single")),
            Optional.ofNullable(variable.group("plain")))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  private static String unescaped(String quoted) {
    return Pattern.compile("\\\\(.)", Pattern.DOTALL)
        .matcher(quoted)
        .replaceAll(
            escape ->
                switch (escape.group(1)) {
                  case "n" -> "\n";
                  case "\"", "\\" -> Matcher.quoteReplacement(escape.group(1));
                  default -> Matcher.quoteReplacement(escape.group());
                });
  }

  private static String place(String file, String lines, int at) {
    return file + ", line " + (lines.substring(0, at).lines().count() + 1);
  }
}
