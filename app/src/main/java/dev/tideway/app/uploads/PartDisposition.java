package dev.tideway.app.uploads;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Content-Disposition} of a part: {@code form-data; name="file"; filename="plan.pdf"}.
 *
 * @param name of the form's field
 * @param fileName as the client wrote it: not to be trusted
 */
public record PartDisposition(Optional<String> name, Optional<String> fileName) {
  // Possessive, as each character of a name would take a frame of the stack to come back to.
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*+([A-Za-z*]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]++|\\\\\"?+)*+)\"|([^;\"\\s]*+))");

  /** Reads the header of a part. */
  public static PartDisposition parse(String header) {
    Optional<String> name = Optional.empty();
    Optional<String> fileName = Optional.empty();
    Matcher parameters = PARAMETER.matcher(header);
    while (parameters.find()) {
      Optional<String> value =
          Optional.ofNullable(parameters.group(2))
              .map(PartDisposition::unquoted)
              .or(() -> Optional.ofNullable(parameters.group(3)));
      switch (parameters.group(1).toLowerCase(Locale.ROOT)) {
        case "name" -> name = value;
        case "filename" -> fileName = value;
        default -> {}
      }
    }
    return new PartDisposition(name, fileName);
  }

  // Browsers write a quote as %22, older programs as \". Any other backslash is one: old browsers
  // send a path of Windows.
  private static String unquoted(String quoted) {
    return quoted.replace("\\\"", "\"").replace("%22", "\"");
  }
}
