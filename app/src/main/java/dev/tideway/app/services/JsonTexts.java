package dev.tideway.app.services;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Models as texts, for what is kept and answered again. */
@Singleton
class JsonTexts {
  private final JsonMapper json;

  JsonTexts(JsonMapper json) {
    this.json = json;
  }

  String write(Object model) {
    try {
      return json.writeValueAsString(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UncheckedIOException when it is something else
   */
  <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
