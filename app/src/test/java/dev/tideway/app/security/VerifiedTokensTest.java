package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(600);

  private final VerifiedTokens tokens = new VerifiedTokens(2);
  private final Authentication ada = Authentication.build("ada");
  private final Authentication eve = Authentication.build("eve");

  @Test
  void oneIsKnownUntilItExpires() {
    tokens.keep("a", ada, LATER);
    assertEquals(Optional.of(ada), tokens.find("a", LATER.minusMillis(1)));
    assertEquals(Optional.empty(), tokens.find("a", LATER));
    assertEquals(Optional.empty(), tokens.find("a", NOW), "it is forgotten");
  }

  @Test
  void onlyTheWholeTokenIs() {
    tokens.keep("header.claims.signature", ada, LATER);
    for (String other : new String[] {"", "header.claims.", "header.claims.signaturE"}) {
      assertTrue(tokens.find(other, NOW).isEmpty(), other);
    }
  }

  @Test
  void thoseThatWereNotSentForLongestGo() {
    tokens.keep("a", ada, LATER);
    tokens.keep("b", eve, LATER);
    assertEquals(Optional.of(ada), tokens.find("a", NOW));
    tokens.keep("c", eve, LATER);
    assertEquals(Optional.empty(), tokens.find("b", NOW));
    assertEquals(Optional.of(ada), tokens.find("a", NOW));
    assertEquals(Optional.of(eve), tokens.find("c", NOW));
  }
}
