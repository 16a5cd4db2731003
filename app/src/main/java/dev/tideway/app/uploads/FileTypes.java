package dev.tideway.app.uploads;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which types of files are taken. What a client says is believed only where the content's first
 * bytes agree: a page that calls itself an image is a page.
 */
public final class FileTypes {
  /** How many first bytes are looked at. */
  public static final int HEAD = 512;

  private static final String UNKNOWN = "application/octet-stream";
  private static final Pattern MARKUP =
      Pattern.compile(
          "(?is)\\s*(<!--.*?-->\\s*)*<(!doctype|\\?xml|html|head|body|script|svg|iframe|style)\\b.*");

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("image/png", 0, "\u0089PNG\r\n\u001a\n"),
          new Signature("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
          new Signature("image/gif", 0, "GIF87a"),
          new Signature("image/gif", 0, "GIF89a"),
          new Signature("image/webp", 8, "WEBPVP8"),
          new Signature("application/pdf", 0, "%PDF-"),
          new Signature("application/zip", 0, "PK\u0003\u0004"),
          new Signature("application/gzip", 0, "\u001f\u008b"),
          new Signature("application/x-executable", 0, "\u007fELF"),
          new Signature("application/x-executable", 0, "MZ"));

  private record Signature(String type, int offset, byte[] bytes) {
    Signature(String type, int offset, String bytes) {
      this(type, offset, bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean matches(byte[] head) {
      int end = offset + bytes.length;
      return head.length >= end && Arrays.equals(head, offset, end, bytes, 0, bytes.length);
    }
  }

  private final Set<String> allowed;

  /** Whether no file of this type is ever taken: a browser would run what is in it. */
  public static boolean isMarkup(String type) {
    String plain = plain(type);
    return plain.equals("text/html") || plain.endsWith("/xml") || plain.endsWith("+xml");
  }

  /** These types and no others. */
  public FileTypes(List<String> allowed) {
    this.allowed = new TreeSet<>(allowed.stream().map(FileTypes::plain).toList());
  }

  /**
   * The type of a file that begins with {@code head}, and that its client says is {@code declared}.
   */
  public String judge(Optional<String> declared, byte[] head) throws UploadRefused {
    String said = declared.map(FileTypes::plain).orElse(UNKNOWN);
    String found = found(head);
    // Programs that don't know a type say octet-stream, or nothing.
    String type = said.equals(UNKNOWN) ? found : said;
    if (!allowed.contains(type)) {
      throw refused(type + " isn't taken here");
    }
    if (!agree(type, found)) {
      throw refused("it is said to be " + type + ", and its content is " + found);
    }
    return type;
  }

  private static boolean agree(String type, String found) {
    boolean office = type.startsWith("application/vnd.") && found.equals("application/zip");
    return office
        || (isText(type)
            ? found.equals("text/plain")
            : found.equals(type) || unsigned(type, found));
  }

  /** A type without a signature that we know: all that can be said is that it is no other. */
  private static boolean unsigned(String type, String found) {
    return found.equals(UNKNOWN) && SIGNATURES.stream().noneMatch(s -> s.type().equals(type));
  }

  private static boolean isText(String type) {
    return type.startsWith("text/") || type.equals("application/json");
  }

  private static String found(byte[] head) {
    return SIGNATURES.stream()
        .filter(signature -> signature.matches(head))
        .findFirst()
        .map(Signature::type)
        .orElseGet(() -> text(head).map(FileTypes::kindOfText).orElse(UNKNOWN));
  }

  private static String kindOfText(String text) {
    return MARKUP.matcher(text).matches() ? "text/html" : "text/plain";
  }

  /** As UTF-8, if it is that and has no control characters; the last character may be cut. */
  private static Optional<String> text(byte[] head) {
    CharBuffer text = CharBuffer.allocate(head.length);
    boolean readable =
        !StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head), text, false).isError();
    String read = text.flip().toString().replaceFirst("^\ufeff", "");
    return readable && read.chars().allMatch(c -> c >= ' ' || "\t\r\n\f".indexOf(c) >= 0)
        ? Optional.of(read)
        : Optional.empty();
  }

  private static String plain(String type) {
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private UploadRefused refused(String what) {
    return new UploadRefused(
        UploadRefused.Reason.WRONG_TYPE, what + ": send one of " + String.join(", ", allowed));
  }
}
