package dev.tideway.app.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartDispositionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          form-data; name="file"; filename="plan.pdf"       | plan.pdf
          form-data; name="file"; filename=plan.pdf         | plan.pdf
          form-data ;filename = "plan.pdf" ; name="file"    | plan.pdf
          form-data; name="file"; filename="a;b=c.pdf"      | a;b=c.pdf
          form-data; name="file"; filename="a\\"b\\".pdf"   | a"b".pdf
          form-data; name="file"; filename="a%22b%22.pdf"   | a"b".pdf
          form-data; name="file"; filename="C:\\a\\plan.pdf" | C:\\a\\plan.pdf
          form-data; name="file"; filename=""               | ``
          form-data; name="file"; filename="plan.pdf        | ``
          form-data; name="file"                            | -
          """)
  void reads(String header, String fileName) {
    PartDisposition disposition = PartDisposition.parse(header);
    assertEquals(Optional.of("file"), disposition.name());
    assertEquals(fileName, disposition.fileName().orElse("-"));
  }

  @Test
  void aLongNameIsRead() {
    for (String name : new String[] {"a".repeat(60_000), "\\a".repeat(30_000)}) {
      assertEquals(
          Optional.of(name),
          PartDisposition.parse("form-data; name=\"file\"; filename=\"" + name + "\"").fileName());
    }
  }
}
