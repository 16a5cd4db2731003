package dev.tideway.app.database;

import java.util.Map;

/**
 * How connections are held. Not in application.properties: the first property of a data source
 * there would make one, also where no database is configured.
 */
final class Pool {
  static final Map<String, Object> PROPERTIES =
      Map.of(
          "datasources.default.dialect", "POSTGRES",
          // The app starts, and says 503, while the database is away.
          "datasources.default.initialization-fail-timeout", -1,
          // How long a request waits for a connection before it is told to come again. It also
          // bounds how long after its return a database stays unnoticed.
          "datasources.default.connection-timeout", 2_000,
          "datasources.default.validation-timeout", 1_000,
          // Seconds. Without these a host that vanishes holds a request for as long as TCP retries.
          "datasources.default.data-source-properties.connectTimeout", "2",
          "datasources.default.data-source-properties.socketTimeout", "30",
          "datasources.default.data-source-properties.tcpKeepAlive", "true");

  private Pool() {}
}
