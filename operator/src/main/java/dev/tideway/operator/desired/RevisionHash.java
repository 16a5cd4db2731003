package dev.tideway.operator.desired;

import dev.tideway.crds.AppDeploymentSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names a revision after what the user wrote, and nothing that this version of the operator makes
 * of it: an upgrade of the operator restarts nobody's pods.
 */
public final class RevisionHash {
  // No vowels, so that no word comes out; the alphabet of Kubernetes' own generated names.
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LENGTH = 10;

  private RevisionHash() {}

  /** Ten characters that are equal for equal pods. */
  public static String of(AppDeploymentSpec spec) {
    return of(Json.text(PodFields.canonical(spec)));
  }

  private static String of(String text) {
    byte[] digest = sha256(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder hash = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      hash.append(ALPHABET.charAt(Byte.toUnsignedInt(digest[i]) % ALPHABET.length()));
    }
    return hash.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
