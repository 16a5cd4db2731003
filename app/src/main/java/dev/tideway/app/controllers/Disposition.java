package dev.tideway.app.controllers;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code Content-Disposition} of a download (RFC 6266). */
final class Disposition {
  private static final String PLAIN = "!#$&+-.^_`|~";

  private Disposition() {}

  /**
   * To be saved under this name and never shown in place, where a page would run as one of ours.
   * The first name is for programs that don't know the second, which has all of Unicode.
   */
  static String attachment(String name) {
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
  }

  private static String ascii(String name) {
    return name.replaceAll("[^ -~]|[\"\\\\%]", "_");
  }

  private static String encoded(String name) {
    StringBuilder text = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      text.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return text.toString();
  }
}
