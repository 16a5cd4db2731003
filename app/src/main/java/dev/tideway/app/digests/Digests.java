package dev.tideway.app.digests;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The algorithms that every Java has. */
public final class Digests {
  private Digests() {}

  public static MessageDigest sha256() {
    return known("SHA-256");
  }

  /** Of a text's UTF-8, in lower-case hexadecimal digits. */
  public static String sha256(String text) {
    return hex(sha256(), text);
  }

  /** The same by SHA-1, for those who know things by it; it protects nothing. */
  public static String sha1(String text) {
    return hex(known("SHA-1"), text);
  }

  private static String hex(MessageDigest digest, String text) {
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest known(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
