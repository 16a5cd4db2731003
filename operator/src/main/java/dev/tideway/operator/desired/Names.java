package dev.tideway.operator.desired;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Names of children. They stay within 63 characters, cut in a way that depends on the name alone.
 */
public final class Names {
  private static final int LONGEST = 63;

  private Names() {}

  /** Name of what belongs to one revision, such as {@code web-6c9d5f7b2k}. */
  public static String ofRevision(String app, String hash) {
    return join(app, hash);
  }

  /** Name of what testers reach a candidate by. */
  public static String ofPreview(String app) {
    return join(app, "preview");
  }

  /** Name of a revision's migration Job. */
  static String ofMigration(String app, String hash) {
    return join(app, hash + "-migrate");
  }

  /** The Service of which somebody else's route says what the stable revision gets. */
  public static String ofStable(String app) {
    return join(app, "stable");
  }

  /** The Service of which somebody else's route says what the candidate gets. */
  public static String ofCanary(String app) {
    return join(app, "canary");
  }

  static String ofClaim(String app, String storage) {
    return join(app, storage);
  }

  private static String join(String app, String suffix) {
    String whole = app + "-" + suffix;
    if (whole.length() <= LONGEST) {
      return whole;
    }
    // A checksum of what is cut off keeps two long names apart.
    String mark = "-" + checksum(whole) + "-";
    String tail = withoutDash(suffix, LONGEST / 2);
    return withoutDash(app, LONGEST - mark.length() - tail.length()) + mark + tail;
  }

  /** Cut to a length, and not in the middle of two words: no name ends in a dash. */
  private static String withoutDash(String text, int longest) {
    String cut = text.substring(0, Math.min(text.length(), longest));
    return cut.endsWith("-") ? withoutDash(cut, cut.length() - 1) : cut;
  }

  private static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
