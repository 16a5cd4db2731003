package dev.tideway.app.uploads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipartFileTest {
  private static final String TYPE = "multipart/form-data; boundary=b";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          as curl writes it|--b;A: 1;;text;--b--;|text
          empty|--b;A: 1;;;--b--;|''
          without headers|--b;;text;--b--;|text
          without a last line end|--b;A: 1;;text;--b--|text
          with a preamble|hello;--b;A: 1;;text;--b--;|text
          with an epilogue|--b;A: 1;;text;--b--;bye|text
          with spaces behind the boundary|--b  ;A: 1;;text;--b--;|text
          nearly its boundary|--b;A: 1;;--;-b;--a;--b--;|--;-b;--a
          one byte|--b;A: 1;;x;--b--;|x
          line ends|--b;A: 1;;;;;--b--;|;;
          """)
  void reads(String name, String body, String content) throws IOException {
    for (int step : new int[] {1, 2, 3, 7, 100}) {
      MultipartFile file = MultipartFile.open(TYPE, new Trickle(bytes(body), step));
      assertEquals(content.replace(";", "\r\n"), text(file), name + " by " + step);
      assertEquals(-1, file.read(), name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --b;A: 1;;text               | it ends before its closing boundary
          --b;A: 1;;text;--b           | it ends before its closing boundary
          --b;A: 1;;text;--b-          | it ends before its closing boundary
          --b;A: 1                     | it ends before its closing boundary
          ''                           | it ends before its closing boundary
          --b--;                       | it has no part
          --b;A: 1;;one;--b;;two;--b-- | it has more than one part
          """)
  void refuses(String body, String words) {
    UploadRefused refused =
        assertThrows(
            UploadRefused.class, () -> text(MultipartFile.open(TYPE, new Trickle(bytes(body), 3))));
    assertEquals(UploadRefused.Reason.MALFORMED, refused.reason());
    assertTrue(String.valueOf(refused.getMessage()).contains(words), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          multipart/form-data; boundary=b              | ok
          multipart/form-data; charset=x; Boundary="b" | ok
          multipart/form-data                          | the boundary is missing
          multipart/form-data; boundary=               | the boundary is missing
          """)
  void needsABoundary(String type, String outcome) {
    String found;
    try {
      found = text(MultipartFile.open(type, new Trickle(bytes("--b;;ok;--b--"), 5)));
    } catch (IOException e) {
      found = e.getMessage();
    }
    assertTrue(String.valueOf(found).contains(outcome), found);
  }

  @Test
  void headersAreFoundByAnyCase() throws IOException {
    MultipartFile file =
        MultipartFile.open(TYPE, new Trickle(bytes("--b;CONTENT-type: a/b;;x;--b--"), 5));
    assertEquals(Optional.of("a/b"), file.header("Content-Type"));
    assertEquals(Optional.empty(), file.header("Content-Length"));
  }

  @Test
  void endlessHeadersAndPreamblesAreGivenUp() {
    for (String start : new String[] {"--b;A: ", "--b;A: 1;", "x"}) {
      String body = start + (start.length() > 7 ? "B: 2;" : "b").repeat(20_000);
      assertThrows(
          UploadRefused.class, () -> MultipartFile.open(TYPE, new Trickle(bytes(body), 999)));
    }
  }

  @Test
  void anythingComesOutAsItWentIn() throws IOException {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      // Few different bytes, those of the delimiter among them, make near misses frequent.
      byte[] content = new byte[random.nextInt(200) * (seed % 50 == 0 ? 500 : 1)];
      String alphabet = "\r\n-bx";
      for (int i = 0; i < content.length; i++) {
        content[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
      }
      String boundary = "xb-b";
      if (("\r\n" + new String(content, StandardCharsets.ISO_8859_1))
          .contains("\r\n--" + boundary)) {
        continue;
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(bytes("--" + boundary + ";A: 1;;"));
      body.writeBytes(content);
      body.writeBytes(bytes(";--" + boundary + "--;"));
      InputStream trickle = new Trickle(body.toByteArray(), 1 + random.nextInt(5_000));
      InputStream file = MultipartFile.open("multipart/form-data; boundary=" + boundary, trickle);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 + random.nextInt(300)];
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        out.write(buffer, 0, read);
      }
      assertArrayEquals(content, out.toByteArray(), "seed " + seed);
    }
  }

  private static byte[] bytes(String lines) {
    return lines.replace(";", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** A body that comes in pieces, as bodies do. */
  private static final class Trickle extends ByteArrayInputStream {
    private final int step;

    Trickle(byte[] bytes, int step) {
      super(bytes);
      this.step = step;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(step, length));
    }
  }
}
