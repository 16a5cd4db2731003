package dev.tideway.operator.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          web, uploads, web-uploads
          web, a-volume-of-exactly-as-many-characters-as-still-fit-in-oone, web-a-volume-of-exactly-as-many-characters-as-still-fit-in-oone
          web, a-volume-of-one-character-more-than-would-still-fit-into-name-, web-3e3a24a8-a-volume-of-one-character-more
          """)
  void keepWhatFits(String app, String storage, String expected) {
    String name = Names.ofClaim(app, storage);
    assertEquals(expected, name);
  }

  @Property
  void areLabelsThatKubernetesTakes(@ForAll("labels") String app, @ForAll("labels") String part) {
    String name = Names.ofClaim(app, part);
    assertTrue(name.length() <= 63, name);
    assertTrue(name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?"), name);
    assertEquals(name, Names.ofClaim(app, part), "the same name every time");
  }

  @Property
  void ofLongThingsStayApart(@ForAll("labels") String app, @ForAll("labels") String part) {
    String longPart = part + "0123456789012345678901234567890123456789";
    assertNotEquals(Names.ofClaim(app, longPart + "a"), Names.ofClaim(app, longPart + "b"));
  }

  @Provide
  Arbitrary<String> labels() {
    return Arbitraries.strings()
        .withChars("ab-0")
        .ofMinLength(1)
        .ofMaxLength(63)
        .map(text -> ("a" + text.substring(1) + "z").substring(0, Math.min(63, text.length() + 1)))
        .map(text -> text.endsWith("-") ? text.substring(0, text.length() - 1) + "z" : text);
  }
}
