package dev.tideway.app.uploads;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A file's name for people. It is never a path here, and made so that it is none on the machine of
 * whoever downloads the file: no folder, nothing invisible, nothing that a file system refuses.
 */
public final class FileName {
  private static final int MOST_BYTES = 200;
  private static final String WITHOUT_A_NAME = "file";

  // Controls, line separators and what turns the direction of writing, which hides an extension.
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*]");
  private static final Pattern EDGES = Pattern.compile("^[\\s.]+|[\\s.]+$");
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private FileName() {}

  /** What {@code written} becomes. */
  public static String safe(String written) {
    String last =
        written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
    String visible =
        INVISIBLE.matcher(Normalizer.normalize(last, Normalizer.Form.NFC)).replaceAll("");
    String allowed = FORBIDDEN.matcher(visible).replaceAll("_");
    String name = EDGES.matcher(shortened(EDGES.matcher(allowed).replaceAll(""))).replaceAll("");
    if (name.isEmpty()) {
      return WITHOUT_A_NAME;
    }
    return DEVICE.matcher(name).matches() ? "_" + name : name;
  }

  /** Shortened in the middle, because the extension is what opens it. */
  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    boolean hasExtension = dot > 0 && name.length() - dot <= 16;
    String extension = hasExtension ? name.substring(dot) : "";
    StringBuilder stem = new StringBuilder(hasExtension ? name.substring(0, dot) : name);
    while (bytes(stem + extension) > MOST_BYTES) {
      stem.setLength(stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
