package dev.tideway.cli.images;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/**
 * Keys that nobody keeps: of an app that is only trained, tested or tried, and tokens that they
 * sign. {@code app/Dockerfile} makes the same.
 */
public record ThrowawayKeys(KeyPair pair) {
  private static final int BITS = 2048;
  private static final int HOLDS_SECONDS = 3_600;

  public static ThrowawayKeys make() {
    try {
      KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
      rsa.initialize(BITS);
      return new ThrowawayKeys(rsa.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  /** What the app's {@code APP_JWT_KEYS} has to be. */
  public String pem() {
    String base64 = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }

  /** What is sent as {@code Authorization: Bearer}, by somebody with this role. */
  public String token(String role) {
    String claims =
        "{\"iss\":\"tideway-app\",\"aud\":\"tideway-app\",\"sub\":\"%s\",\"roles\":[\"%s\"],\"exp\":%d}"
            .formatted(role, role, Instant.now().getEpochSecond() + HOLDS_SECONDS);
    String signed = base64("{\"alg\":\"RS256\"}") + "." + base64(claims);
    return signed + "." + base64(sign(signed));
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java signs with RSA", e);
    }
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
