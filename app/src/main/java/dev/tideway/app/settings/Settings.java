package dev.tideway.app.settings;

import io.micronaut.core.convert.ConversionService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the environment sets, with secrets that are in files read from there. */
public final class Settings {
  private final Map<Setting, Value> values;

  private Settings(Map<Setting, Value> values) {
    this.values = values;
  }

  /** Where a value comes from. */
  enum Source {
    DEFAULT,
    ENVIRONMENT,
    FILE
  }

  record Value(String text, Source source) {}

  /**
   * Reads all settings; blank is unset.
   *
   * @throws InvalidSetting when a file can't be read, or a secret is set in two ways; the message
   *     says what to do
   */
  public static Settings read(Map<String, String> environment) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      Optional<String> text = set(environment, setting.name());
      Optional<String> file =
          setting.isSecret() ? set(environment, setting.file()) : Optional.empty();
      if (text.isPresent() && file.isPresent()) {
        throw new InvalidSetting(
            setting.name() + " and " + setting.file() + " are both set: leave one of them out");
      }
      text.ifPresent(t -> values.put(setting, new Value(t, Source.ENVIRONMENT)));
      file.ifPresent(f -> values.put(setting, new Value(content(setting, f), Source.FILE)));
    }
    return new Settings(values);
  }

  /** What is set, else the default; empty when there is neither. */
  public Optional<String> get(Setting setting) {
    return Optional.of(value(setting).text()).filter(text -> !text.isBlank());
  }

  /**
   * What has to be set because {@code other} is.
   *
   * @param what it is, for the message
   * @throws InvalidSetting when it isn't
   */
  public String needed(Setting setting, Setting other, String what) {
    return get(setting)
        .orElseThrow(
            () ->
                new InvalidSetting(
                    other + " is set, but " + setting + " isn't: set it to " + what));
  }

  /**
   * A time.
   *
   * @throws InvalidSetting when it isn't one, or less than a millisecond
   */
  public Duration duration(Setting setting) {
    return get(setting)
        .flatMap(text -> ConversionService.SHARED.convert(text, Duration.class))
        .filter(time -> time.compareTo(Duration.ofMillis(1)) >= 0)
        .orElseThrow(
            () -> new InvalidSetting(setting + " can't be read: write a time such as 50ms or 5m"));
  }

  /** As variables of an environment, with the content of files in place of their names. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    values.forEach((setting, value) -> environment.put(setting.name(), value.text()));
    return environment;
  }

  Value value(Setting setting) {
    return values.getOrDefault(setting, new Value(setting.fallback(), Source.DEFAULT));
  }

  /** Nothing of the values: whatever prints this prints no secret. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }

  private static String content(Setting setting, String file) {
    try {
      // An editor's or a shell's last line end is no part of a password.
      return Files.readString(Path.of(file)).stripTrailing();
    } catch (IOException | InvalidPathException e) {
      throw new InvalidSetting(
          setting.file()
              + " names "
              + file
              + ", which can't be read ("
              + e.getClass().getSimpleName()
              + "): mount a text file there, in UTF-8");
    }
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
