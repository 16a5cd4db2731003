package dev.tideway.app.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypesTest {
  private static final FileTypes TYPES =
      new FileTypes(
          List.of(
              "image/png",
              "application/pdf",
              "text/plain",
              "text/csv",
              "application/vnd.oasis.opendocument.text",
              "application/x-ours"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          image/png                | PNG  | image/png
          IMAGE/PNG; x=y           | PNG  | image/png
          -                        | PNG  | image/png
          application/octet-stream | %PDF-1.7                  | application/pdf
          text/plain               | plain words               | text/plain
          text/plain;charset=UTF-8 | ``                        | text/plain
          text/csv                 | a,b                       | text/csv
          -                        | a,b                       | text/plain
          application/vnd.oasis.opendocument.text | ZIP | application/vnd.oasis.opendocument.text
          application/x-ours       | BINARY              | application/x-ours
          text/html                | plain words               | text/html isn't taken here
          image/svg+xml            | <svg                      | image/svg+xml isn't taken here
          -                        | BINARY              | application/octet-stream isn't taken here
          -                        | <!DOCTYPE html>           | text/html isn't taken here
          image/png                | <!DOCTYPE html>           | it is said to be image/png, and its content is text/html
          text/plain               | <script>alert(1)</script> | its content is text/html
          text/plain               | <!-- a --> <svg onload=x> | its content is text/html
          text/plain               | a NUL                | its content is application/octet-stream
          image/png                | GIF89a...                 | its content is image/gif
          application/pdf          | BINARY              | its content is application/octet-stream
          application/x-ours       | MZ                        | its content is application/x-executable
          """)
  void judges(@Nullable String declared, String head, String outcome) {
    String found;
    try {
      found = TYPES.judge(Optional.ofNullable(declared), bytes(head));
    } catch (UploadRefused refused) {
      found = refused.getMessage();
    }
    assertTrue(String.valueOf(found).contains(outcome), found);
  }

  @Test
  void aCharacterThatIsCutIsStillText() throws UploadRefused {
    byte[] text = "Größe".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= text.length; length++) {
      byte[] head = Arrays.copyOf(text, length);
      assertEquals("text/plain", TYPES.judge(Optional.of("text/plain"), head));
    }
  }

  // What a table can't hold.
  private static byte[] bytes(String head) {
    return switch (head) {
      case "PNG" -> new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
      case "ZIP" -> new byte[] {'P', 'K', 3, 4, 20};
      case "BINARY" -> new byte[] {1, 2};
      default -> head.replace(" NUL", "\0").getBytes(StandardCharsets.UTF_8);
    };
  }
}
