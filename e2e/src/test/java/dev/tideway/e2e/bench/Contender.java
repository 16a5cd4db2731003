package dev.tideway.e2e.bench;

import dev.tideway.cli.images.ThrowawayKeys;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A service to measure.
 *
 * @param name for the table
 * @param command starts it
 * @param own variables that only it knows
 */
record Contender(String name, List<String> command, Map<String, String> own) {
  static final String FIRST_ITEM = "/api/v1/items/00000000-0000-4000-8000-000000000000";

  /** Starts it on the server's core; whoever reads without Redis reads from the database. */
  Server start(Databases databases, boolean cached, ThrowawayKeys keys, String token)
      throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>(own);
    environment.put("DATABASE_URL", databases.databaseUrl());
    environment.put("APP_JWT_KEYS", keys.pem());
    if (cached) {
      environment.put("REDIS_URL", databases.redisUrl());
    }
    List<String> pinned = Stream.concat(Cores.PINNED.stream(), command.stream()).toList();
    return Server.start(pinned, environment, new Server.Probe(FIRST_ITEM, token));
  }
}
