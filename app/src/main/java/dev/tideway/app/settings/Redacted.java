package dev.tideway.app.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings as they may be seen. Only what is known to be harmless is shown: a variable that the
 * app doesn't know never is, and neither is a value that has a secret in it, wherever it came from.
 */
public final class Redacted {
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");
  private static final Pattern QUERY = Pattern.compile("(//[^?\\s]*)\\?\\S*");
  private static final Pattern IN_URL = Pattern.compile("//[^/:@\\s]*:([^/@\\s]+)@");

  private Redacted() {}

  /**
   * One setting.
   *
   * @param value what it is; of a secret only whether it is set
   * @param source default, environment or file
   */
  public record Line(String name, String value, String source) {}

  /** All settings, in their order. */
  public static List<Line> lines(Settings settings) {
    List<String> secrets = secrets(settings);
    return Arrays.stream(Setting.values())
        .map(
            setting -> {
              Settings.Value value = settings.value(setting);
              return new Line(
                  setting.name(),
                  shown(setting, value.text(), secrets),
                  value.source().name().toLowerCase(Locale.ROOT));
            })
        .toList();
  }

  private static String shown(Setting setting, String text, List<String> secrets) {
    if (setting.isSecret()) {
      return text.isBlank() ? "not set" : "set, not shown";
    }
    String open = QUERY.matcher(USER_INFO.matcher(text).replaceAll("//")).replaceAll("$1?…");
    return secrets.stream().anyMatch(open::contains) ? "not shown: it has a secret in it" : open;
  }

  private static List<String> secrets(Settings settings) {
    return Arrays.stream(Setting.values())
        .filter(Setting::isSecret)
        .flatMap(setting -> settings.get(setting).stream())
        .flatMap(text -> Stream.concat(Stream.of(text), inUrl(text).stream()))
        .toList();
  }

  private static Optional<String> inUrl(String text) {
    return IN_URL.matcher(text).results().map(found -> found.group(1)).findFirst();
  }
}
