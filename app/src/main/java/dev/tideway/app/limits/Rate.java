package dev.tideway.app.limits;

import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micronaut.core.convert.ConversionService;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in a time, {@code 10/1m}: all of them at once if one likes, then one whenever
 * its share of the time has passed (the generic cell rate algorithm, ITU-T I.371).
 */
record Rate(int count, Duration per) {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,7})/(\\d+[a-z]+)");

  /**
   * Empty for {@code off}.
   *
   * @throws InvalidSetting when it is neither that nor a rate; the message says what to write
   */
  static Optional<Rate> of(Settings settings, Setting setting) {
    String text = settings.get(setting).orElseThrow();
    if (text.strip().equals("off")) {
      return Optional.empty();
    }
    Matcher matcher = SHAPE.matcher(text.strip());
    return Optional.of(text)
        .filter(any -> matcher.matches())
        .flatMap(any -> ConversionService.SHARED.convert(matcher.group(2), Duration.class))
        .map(per -> new Rate(Integer.parseInt(matcher.group(1)), per))
        .filter(rate -> rate.count > 0 && rate.per.compareTo(Duration.ofMillis(1)) >= 0)
        .map(Optional::of)
        .orElseThrow(
            () ->
                new InvalidSetting(
                    setting + " can't be read: write requests/time, such as 10/1m, or off"));
  }

  /** In microseconds: the share of the time that one request takes up. */
  long shareMicros() {
    return Math.max(1, perMicros() / count);
  }

  long perMicros() {
    return per.toNanos() / 1_000;
  }

  /**
   * What becomes of a request that would take the client's time up until {@code aheadMicros} from
   * now.
   */
  Verdict verdict(long aheadMicros) {
    long spare = perMicros() - aheadMicros;
    return spare < 0
        ? new Verdict(false, 0, seconds(-spare), seconds(-spare))
        : new Verdict(true, spare / shareMicros(), seconds(aheadMicros), 0);
  }

  // Up: who comes a moment too early is refused again.
  private static long seconds(long micros) {
    return Math.ceilDiv(micros, 1_000_000);
  }

  /**
   * Whether a request may pass.
   *
   * @param remaining how many more could follow at once
   * @param resetSeconds when more may, at the latest
   * @param retryAfterSeconds when one may that was refused
   */
  record Verdict(boolean allowed, long remaining, long resetSeconds, long retryAfterSeconds) {}
}
