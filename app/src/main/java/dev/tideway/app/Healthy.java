package dev.tideway.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/**
 * Ends with 0 when the app in this container is ready: a health check for an image without curl.
 */
public final class Healthy {
  private static final int LIMIT_MILLIS = 3_000;

  private Healthy() {}

  public static void main(String[] args) {
    String port = Optional.ofNullable(System.getenv("PORT")).orElse("8080");
    System.exit(isReady(URI.create("http://127.0.0.1:" + port + "/health/readiness")) ? 0 : 1);
  }

  static boolean isReady(URI url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notUp) {
      return false;
    }
  }
}
