package dev.tideway.app.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Addresses of pages. */
final class Addresses {
  private Addresses() {}

  /**
   * {@code path} with these parameters, names and values in turn; those without a value left out.
   */
  static String of(String path, String... parameters) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (int i = 0; i < parameters.length; i += 2) {
      if (!parameters[i + 1].isEmpty()) {
        String value = URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8);
        query.add(parameters[i] + "=" + value);
      }
    }
    return path + query;
  }
}
