package dev.tideway.app.controllers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.app.models.Versions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ETagsTest {

  @Test
  void aHeaderFullOfTagsIsRead() {
    String header = "\"\",".repeat(4_000) + "\"3\"";
    assertEquals(Optional.of(new Versions.OneOf(Set.of(3L))), ETags.ifMatch(header));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          *                    | yes
          "3"                  | yes
          "2", "3"             | yes
          "2" ,"3","4"         | yes
          "2"                  | no
          W/"3"                | no
          ""                   | no
          "03a"                | no
          "a,b"                | no
          "99999999999999999999" | no
          3                    | unreadable
          "3                   | unreadable
          "2" "3"              | unreadable
          w/"3"                | unreadable
          *, "3"               | unreadable
          """)
  void ifMatchOfVersion3(String header, String expected) {
    assertEquals(
        expected,
        ETags.ifMatch(header)
            .map((Versions versions) -> versions.include(3) ? "yes" : "no")
            .orElse("unreadable"));
  }
}
