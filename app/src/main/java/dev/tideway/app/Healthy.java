package dev.tideway.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/**
 * Ends with 0 when the app in this container is ready, or the one at the address that the only
 * argument names: a health check for an image without curl.
 */
public final class Healthy {
  private static final int LIMIT_MILLIS = 3_000;

  private Healthy() {}

  public static void main(String[] args) {
    URI url = url(args, Optional.ofNullable(System.getenv("PORT")));
    boolean ready = isReady(url);
    if (args.length > 0) {
      // Somebody reads the log of `helm test`; a container's own check is asked every few seconds.
      System.out.println(url + (ready ? " is ready" : " is not ready"));
    }
    System.exit(ready ? 0 : 1);
  }

  static URI url(String[] args, Optional<String> port) {
    return URI.create(
        args.length > 0
            ? args[0]
            : "http://127.0.0.1:" + port.orElse("8080") + "/health/readiness");
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
