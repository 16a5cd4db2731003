package dev.tideway.app.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What Redis does as one step, in Lua. It answers a text or a list of texts, and never nil.
 *
 * @param name for traces
 * @param digest by which Redis knows a script that it has seen
 */
public record Script(String name, String text, String digest) {

  public static Script of(String name, String text) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Script(name, text, HexFormat.of().formatHex(sha));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
