package dev.tideway.cli.dev;

import dev.tideway.cli.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The PostgreSQL and the Redis that the developer has none of. */
final class Servers {
  private static final String DATABASE = "DATABASE_URL";
  private static final String REDIS = "REDIS_URL";

  /** What belongs to the server of a URL, and is wrong for another. */
  private static final Map<String, List<String>> WITH =
      Map.of(
          DATABASE, List.of("DATABASE_USER", "DATABASE_PASSWORD"),
          REDIS, List.of("REDIS_PASSWORD"));

  private final Path repository;
  private final Folders folders;
  private final DevFolder folder;
  private final Secrets secrets;
  private final Children children;
  private final LogStream log;
  private final Map<String, String> urls = new HashMap<>();

  Servers(
      Path repository,
      Folders folders,
      DevFolder folder,
      Secrets secrets,
      Children children,
      LogStream log) {
    this.repository = repository;
    this.folders = folders;
    this.folder = folder;
    this.secrets = secrets;
    this.children = children;
    this.log = log;
  }

  static boolean databaseIsOurs(Variables set) {
    return !set.has(DATABASE);
  }

  /**
   * The user and the passwords that the developer has set for servers that aren't used, as when the
   * {@code .env} of compose.yaml is read: ours have their own.
   */
  static List<String> strangers(Variables set) {
    return WITH.keySet().stream()
        .filter(url -> !set.has(url))
        .flatMap(url -> WITH.getOrDefault(url, List.of()).stream())
        .flatMap(name -> Stream.of(name, name + "_FILE"))
        .filter(name -> set.get(name).isPresent())
        .sorted()
        .toList();
  }

  /** Starts those that are needed and don't run yet; servers of the developer's are left alone. */
  void start(Variables set) throws IOException, InterruptedException {
    if (set.has(DATABASE)) {
      log.say("DATABASE_URL is yours: no PostgreSQL is started, nothing migrated or seeded");
    }
    if (set.has(REDIS)) {
      log.say("REDIS_URL is yours: no Redis is started");
    }
    List<String> strangers = strangers(set);
    if (!strangers.isEmpty()) {
      log.say(
          "left out, for dev's own servers have users and passwords of their own: "
              + String.join(", ", strangers));
    }
    boolean postgres = !set.has(DATABASE) && !urls.containsKey(DATABASE);
    boolean redis = !set.has(REDIS) && !urls.containsKey(REDIS);
    if (!postgres && !redis) {
      return;
    }
    ServerPrograms programs = ServerPrograms.get(repository, folders, children);
    if (postgres) {
      Secrets.Secret password = secrets.password("database-password");
      Postgres server = new Postgres(programs.postgres(), folder.postgres(), password);
      String url = server.start(children, log);
      urls.put(DATABASE, url);
      log.say("PostgreSQL runs; its URL for psql is in " + secrets.write("database-url", url));
    }
    if (redis) {
      RedisServer server =
          new RedisServer(programs.redis(), folder.redis(), secrets.password("redis-password"));
      urls.put(REDIS, server.start(children, log));
      log.say("Redis runs");
    }
  }

  /** What the app needs to reach those that run. */
  Map<String, String> urls() {
    return Map.copyOf(urls);
  }
}
