package dev.tideway.app.uploads;

import dev.tideway.app.streams.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one part of a {@code multipart/form-data} body (RFC 7578), read as it arrives and never held
 * whole. It ends only where its closing boundary has come and the body is over: a body that was cut
 * off, or that has more parts, throws {@link UploadRefused}.
 */
public final class MultipartFile extends InputStream {
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
  private static final int BUFFER = 16 * 1024;
  private static final int MOST_AROUND = 8 * 1024;

  private final InputStream body;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private final Map<String, String> headers = new HashMap<>();
  private int from;
  private int to;
  // What lies before it is content; the delimiter is there when atDelimiter says so.
  private int safe;
  private boolean atDelimiter;
  private boolean ended;

  private MultipartFile(InputStream body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The first boundary may be the very beginning of the body, without the line end before it.
    buffer[to++] = '\r';
    buffer[to++] = '\n';
  }

  /** Reads as far as the content of the first part. */
  public static MultipartFile open(String contentType, InputStream body) throws IOException {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.find()) {
      throw malformed("the boundary is missing in Content-Type");
    }
    String boundary = Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2));
    MultipartFile file = new MultipartFile(body, boundary);
    file.readHead();
    return file;
  }

  /** A header of the part. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public int read() throws IOException {
    return Bytes.next(this);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0 || ended) {
      return ended ? -1 : 0;
    }
    look();
    if (from == safe) {
      finish();
      ended = true;
      return -1;
    }
    int count = Math.min(length, safe - from);
    System.arraycopy(buffer, from, target, offset, count);
    from += count;
    return count;
  }

  /** Finds some content, or the delimiter right at {@code from}. */
  private void look() throws IOException {
    while (from == safe && !atDelimiter) {
      int at = find();
      atDelimiter = at >= 0;
      safe = atDelimiter ? at : Math.max(from, to - delimiter.length + 1);
      if (from == safe && !atDelimiter) {
        more();
      }
    }
  }

  private int find() {
    for (int at = from; at <= to - delimiter.length; at++) {
      if (buffer[at] == '\r'
          && Arrays.equals(buffer, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
        return at;
      }
    }
    return -1;
  }

  private void readHead() throws IOException {
    look();
    // A preamble is allowed and means nothing; nobody sends one that is long.
    int skipped = 0;
    while (from < safe) {
      skipped += safe - from;
      if (skipped > MOST_AROUND) {
        throw malformed("it doesn't begin with its boundary");
      }
      from = safe;
      look();
    }
    pass(delimiter.length);
    if (!readLine().isBlank()) {
      throw malformed("it has no part");
    }
    int length = 0;
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      length += line.length();
      if (length > MOST_AROUND) {
        throw malformed("the headers of its part are too long");
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    // An empty part's delimiter begins with the line end that ended the headers.
    from -= 2;
    safe = from;
    atDelimiter = false;
    look();
    if (!atDelimiter || from < safe) {
      from += 2;
      safe = Math.max(safe, from);
    }
  }

  /** What follows the content has to be the end of the whole body. */
  private void finish() throws IOException {
    pass(delimiter.length);
    while (to - from < 2) {
      more();
    }
    if (buffer[from] != '-' || buffer[from + 1] != '-') {
      throw malformed("it has more than one part");
    }
    for (int after = to - from; after <= MOST_AROUND; ) {
      int read = body.read(buffer, 0, buffer.length);
      if (read < 0) {
        return;
      }
      after += read;
    }
    throw malformed("it goes on after its end");
  }

  private String readLine() throws IOException {
    for (int at = from; ; at++) {
      while (at + 1 >= to) {
        if (at - from > MOST_AROUND) {
          throw malformed("the headers of its part are too long");
        }
        int done = at - from;
        more();
        at = from + done;
      }
      if (buffer[at] == '\r' && buffer[at + 1] == '\n') {
        String line = new String(buffer, from, at - from, StandardCharsets.UTF_8);
        pass(at + 2 - from);
        return line;
      }
    }
  }

  private void pass(int count) {
    from += count;
    safe = from;
    atDelimiter = false;
  }

  /** Reads on, behind what is kept. */
  private void more() throws IOException {
    // Two bytes of what was passed stay: readHead steps back over a line end.
    int keep = Math.max(0, from - 2);
    System.arraycopy(buffer, keep, buffer, 0, to - keep);
    from -= keep;
    safe -= keep;
    to -= keep;
    int read = body.read(buffer, to, buffer.length - to);
    if (read < 0) {
      throw malformed("it ends before its closing boundary");
    }
    to += read;
  }

  private static UploadRefused malformed(String what) {
    return new UploadRefused(
        UploadRefused.Reason.MALFORMED,
        "the body can't be taken: "
            + what
            + "; write multipart/form-data with one part called file, as curl -F file=@NAME does");
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
