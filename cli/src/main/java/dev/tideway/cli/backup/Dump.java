package dev.tideway.cli.backup;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dump on the volume.
 *
 * @param name of its file, which says when it was begun, in UTC: {@code 2026-11-25T02-00-00Z.dump}
 * @param bytes its size
 */
public record Dump(String name, long bytes) {
  private static final Pattern NAME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d)Z\\.dump");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss");

  public Dump {
    if (!isName(name)) {
      throw new IllegalArgumentException(name + " is no name of a dump");
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** When it was begun. */
  public Instant begun() {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalStateException(name);
    }
    return LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC);
  }
}
