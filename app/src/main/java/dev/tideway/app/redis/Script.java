package dev.tideway.app.redis;

import dev.tideway.app.digests.Digests;

/**
 * What Redis does as one step, in Lua. It answers a text or a list of texts, and never nil.
 *
 * @param name for traces
 * @param digest by which Redis knows a script that it has seen
 */
public record Script(String name, String text, String digest) {

  public static Script of(String name, String text) {
    return new Script(name, text, Digests.sha1(text));
  }
}
