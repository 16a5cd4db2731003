package dev.tideway.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tokens for requests of tests, signed by a key of this run: {@code app.http()} sends the editor's
 * by itself, {@code app.as(TestTokens.admin())} another, {@code app.anonymous()} none.
 */
public final class TestTokens {
  private static final KeyPair KEYS = newKeys();

  private TestTokens() {}

  public static String viewer() {
    return of("viewer");
  }

  public static String editor() {
    return of("editor");
  }

  public static String admin() {
    return of("admin");
  }

  /** What an app has to be started with to take these tokens; {@link TestApp} does it. */
  public static Map<String, String> environment() {
    return Map.of("APP_JWT_KEYS", pem(KEYS));
  }

  /** A token that holds for an hour. */
  public static String of(String... roles) {
    return sign(KEYS, claims(roles).build());
  }

  public static JWTClaimsSet.Builder claims(String... roles) {
    return new JWTClaimsSet.Builder()
        .issuer("tideway-app")
        .audience("tideway-app")
        .subject(UUID.randomUUID().toString())
        .claim("roles", List.of(roles))
        .expirationTime(Date.from(Instant.now().plusSeconds(3_600)));
  }

  public static String sign(JWTClaimsSet claims) {
    return sign(KEYS, claims);
  }

  public static String sign(KeyPair keys, JWTClaimsSet claims) {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
    try {
      token.sign(new RSASSASigner(keys.getPrivate()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  public static KeyPair newKeys() {
    try {
      KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
      rsa.initialize(2048);
      return rsa.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String pem(KeyPair keys) {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  public static String pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }
}
