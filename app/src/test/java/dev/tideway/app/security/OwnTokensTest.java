package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.settings.InvalidSetting;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens hold, and with which keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnTokensTest {
  private final KeyPair newest = TestTokens.newKeys();
  private final KeyPair older = TestTokens.newKeys();
  private final KeyPair foreign = TestTokens.newKeys();
  private final TestApp app =
      TestApp.start(
          Map.of(
              "APP_JWT_KEYS",
              TestTokens.pem(newest)
                  + TestTokens.pem("PUBLIC KEY", older.getPublic().getEncoded())),
          Map.of());

  @AfterAll
  void stop() {
    app.close();
  }

  Stream<Arguments> tokens() {
    JWTClaimsSet good = TestTokens.claims("viewer").build();
    return Stream.of(
        Arguments.of("by the newest key", 200, TestTokens.sign(newest, good)),
        Arguments.of("by an older key", 200, TestTokens.sign(older, good)),
        Arguments.of("by another key", 401, TestTokens.sign(foreign, good)),
        Arguments.of("unsigned", 401, new PlainJWT(good).serialize()),
        Arguments.of("no token at all", 401, "abc"),
        Arguments.of(
            "expired",
            401,
            sign(TestTokens.claims().expirationTime(Date.from(Instant.now().minusSeconds(120))))),
        Arguments.of("without an end", 401, sign(TestTokens.claims().expirationTime(null))),
        Arguments.of("for others", 401, sign(TestTokens.claims().audience("others"))),
        Arguments.of("for nobody", 401, sign(TestTokens.claims().audience((String) null))),
        Arguments.of("of another issuer", 401, sign(TestTokens.claims().issuer("https://other"))),
        Arguments.of("of no issuer", 401, sign(TestTokens.claims().issuer(null))),
        Arguments.of("without a subject", 401, sign(TestTokens.claims().subject(null))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void holds(String name, int status, String token) {
    assertEquals(status, app.as(token).get("/api/v1/me").statusCode());
  }

  /** Which are not verified a second time; nothing else of theirs differs. */
  @Test
  void knownTokensStayTheirOwn() {
    JWTClaimsSet claims = TestTokens.claims("viewer").build();
    String good = TestTokens.sign(newest, claims);
    String forged = TestTokens.sign(foreign, claims);
    assertEquals(
        good.substring(0, good.lastIndexOf('.')), forged.substring(0, forged.lastIndexOf('.')));
    String admin = sign(TestTokens.claims("admin"));
    for (int time = 0; time < 3; time++) {
      assertTrue(app.as(good).get("/api/v1/me").body().contains("[\"viewer\"]"));
      assertTrue(app.as(admin).get("/api/v1/me").body().contains("\"admin\"]"));
      assertEquals(401, app.as(forged).get("/api/v1/me").statusCode());
    }
  }

  @Test
  void publishesThePublicPartsOfAllKeys() throws ParseException {
    String published = app.anonymous().get("/.well-known/jwks.json").body();
    assertEquals(2, JWKSet.parse(published).getKeys().size());
    assertFalse(published.contains("\"d\":"), "a private part");
  }

  @Test
  void keysThatCantBeUsedSaySo() throws NoSuchAlgorithmException {
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    String ec = TestTokens.pem(curve.generateKeyPair());
    String open = TestTokens.pem("PUBLIC KEY", newest.getPublic().getEncoded());
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    String small = TestTokens.pem(rsa.generateKeyPair());
    String old = TestTokens.pem("RSA PRIVATE KEY", newest.getPrivate().getEncoded());
    assertRefused("secret", "has to begin with an RSA private key in PEM");
    assertRefused(open, "has to begin with an RSA private key in PEM");
    assertRefused(ec, "a block that is no RSA key");
    assertRefused(small, "fewer than 2048 bits");
    assertRefused(old, "BEGIN RSA PRIVATE KEY");
  }

  @Test
  void lineEndsMayBeWrittenOut() {
    String oneLine = TestTokens.pem(newest).replace("\r\n", "\\n").replace("\n", "\\n");
    assertTrue(SigningKeys.parse(oneLine).signing().isPresent());
  }

  private static void assertRefused(String pem, String words) {
    InvalidSetting e = assertThrows(InvalidSetting.class, () -> SigningKeys.parse(pem));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("openssl genpkey"), e.getMessage());
  }

  private String sign(JWTClaimsSet.Builder claims) {
    return TestTokens.sign(newest, claims.build());
  }
}
