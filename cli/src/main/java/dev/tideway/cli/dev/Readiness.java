package dev.tideway.cli.dev;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether the app takes requests, as a cluster asks it too: a log may be quieter than that. */
record Readiness(String url) {
  private static final int ANSWER_MILLIS = 2_000;
  private static final int PAUSE_MILLIS = 50;

  /** Of an app with these variables. */
  static Readiness of(Variables variables) {
    String host =
        switch (variables.get("HOST").orElse("")) {
          case "", "0.0.0.0", "::" -> "127.0.0.1";
          case String address when address.contains(":") && !address.startsWith("[") ->
              "[" + address + "]";
          case String other -> other;
        };
    String port = variables.get("PORT").orElse("8080");
    return new Readiness("http://" + host + ":" + port + "/health/readiness");
  }

  /** Asks until it is, as long as it lives and the time isn't over. */
  boolean await(BooleanSupplier lives, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (lives.getAsBoolean() && System.nanoTime() < deadline) {
      if (isReady()) {
        return true;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return false;
  }

  private boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
      try {
        connection.setConnectTimeout(ANSWER_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException | IllegalArgumentException notYet) {
      // Where HOST is no host, the app ends and says so.
      return false;
    }
  }
}
