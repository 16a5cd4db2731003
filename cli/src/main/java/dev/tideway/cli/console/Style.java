package dev.tideway.cli.console;

import java.util.Map;

/**
 * Colour and movement, only where somebody looks.
 *
 * @param live whether lines may be drawn over
 * @param colour whether colours may be used
 */
public record Style(boolean live, boolean colour) {

  /** For this process: colour only on a terminal, and not with NO_COLOR set. */
  public static Style detect(Map<String, String> env) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    boolean dumb = "dumb".equals(env.get("TERM"));
    return new Style(terminal && !dumb, terminal && !dumb && !env.containsKey("NO_COLOR"));
  }

  public String good(String text) {
    return paint(text, 32);
  }

  public String bad(String text) {
    return paint(text, 31);
  }

  public String warn(String text) {
    return paint(text, 33);
  }

  public String strong(String text) {
    return paint(text, 1);
  }

  public String faint(String text) {
    return paint(text, 2);
  }

  private String paint(String text, int code) {
    return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
