package dev.tideway.app.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plan.pdf               | plan.pdf
          Bauplan Größe №4.pdf   | Bauplan Größe №4.pdf
          计划.pdf               | 计划.pdf
          ../../etc/passwd       | passwd
          C:\\Users\\me\\plan.pdf | plan.pdf
          ..                     | file
          a/                     | file
          ``                     | file
          .htaccess              | htaccess
          plan.pdf...            | plan.pdf
          a\u0000b.txt           | ab.txt
          a\u202etxt.exe         | atxt.exe
          a\\u0022b.txt          | u0022b.txt
          <b>:"?*.txt            | _b_____.txt
          con                    | _con
          NUL.txt                | _NUL.txt
          console.txt            | console.txt
          e\u0301.txt            | \u00e9.txt
          """)
  void becomes(String written, String safe) {
    assertEquals(safe, FileName.safe(written));
  }

  @Test
  void aLongOneKeepsItsExtension() {
    String safe = FileName.safe("ß".repeat(300) + ".pdf");
    assertTrue(safe.endsWith("ß.pdf"), safe);
    assertEquals(200, safe.getBytes(StandardCharsets.UTF_8).length);
    assertEquals(200, FileName.safe("x".repeat(300)).length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          form-data; name="file"; filename="a.txt"       | file | a.txt
          form-data; name=file; filename=a.txt           | file | a.txt
          form-data; filename="a; b.txt"; name="file"    | file | a; b.txt
          form-data; name="file"; filename="a%22b.txt"   | file | a"b.txt
          form-data; name="file"; filename="a\\"b.txt"   | file | a"b.txt
          form-data; name="file"; filename="C:\\a\\b.txt" | file | C:\\a\\b.txt
          form-data; name="file"; filename=""            | file | ``
          form-data; name="text"                         | text | -
          attachment                                     | -    | -
          """)
  void isReadFromADisposition(String header, @Nullable String name, @Nullable String fileName) {
    assertEquals(
        new PartDisposition(Optional.ofNullable(name), Optional.ofNullable(fileName)),
        PartDisposition.parse(header));
  }
}
