package dev.tideway.cli.dev;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole of it: servers, database, app, and then a new app whenever a source changes. */
final class Dev {
  private static final long LOOK_MILLIS = 300;

  private final Path repository;
  private final Map<String, String> shell;
  private final DevFolder folder;
  private final DevFolder.Hold hold;
  private final Children children;
  private final LogStream log;
  private final Secrets secrets;
  private final App app;
  private final Compiler compiler;
  private final Map<String, String> servers = new HashMap<>();
  private Optional<Child> running = Optional.empty();
  private int port;
  private boolean welcomed;

  Dev(
      Path repository,
      Map<String, String> shell,
      DevFolder folder,
      DevFolder.Hold hold,
      Children children,
      LogStream log) {
    this.repository = repository;
    this.shell = shell;
    this.folder = folder;
    this.hold = hold;
    this.children = children;
    this.log = log;
    this.secrets = new Secrets(folder.secrets());
    this.app = new App(repository, folder.classes(), children, log);
    this.compiler = new Compiler(repository, children);
  }

  /** Runs until this process is told to stop. */
  void run() throws IOException, InterruptedException {
    Sources seen = Sources.look(repository);
    Settings settings = Settings.read(repository, shell);
    settings.notes().forEach(log::say);
    port = settings.port();
    Folders.delete(folder.classes());
    app.take();
    startServers(settings);
    if (isPrepared(settings, true)) {
      startApp(settings);
    }
    while (true) {
      Thread.sleep(LOOK_MILLIS);
      Sources now = Sources.look(repository);
      // Half of what is being saved is no reason to begin.
      if (!now.equals(seen) && now.equals(settled(now))) {
        Set<Sources.Change> changes = seen.changes(now);
        seen = now;
        settings = changed(changes, settings);
      }
      sayWhatEnded();
    }
  }

  private Sources settled(Sources now) throws InterruptedException {
    Thread.sleep(LOOK_MILLIS / 2);
    return Sources.look(repository).equals(now) ? now : new Sources(Map.of());
  }

  /** Builds and starts again; whatever can't be, the app that runs goes on. */
  private Settings changed(Set<Sources.Change> changes, Settings before)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      Settings settings = before;
      if (changes.contains(Sources.Change.ENVIRONMENT)) {
        settings = Settings.read(repository, shell);
        settings.notes().forEach(log::say);
        startServers(settings);
      }
      if (!changes.equals(Set.of(Sources.Change.ENVIRONMENT)) && !isCompiled(changes, start)) {
        return settings;
      }
      if (isPrepared(settings, changes.contains(Sources.Change.MIGRATION))) {
        startApp(settings);
      }
      return settings;
    } catch (Failure failure) {
      log.failed(String.valueOf(failure.getMessage()), failure.remedy());
      return before;
    }
  }

  private boolean isCompiled(Set<Sources.Change> changes, long start)
      throws IOException, InterruptedException {
    log.say("a source has changed: compiling");
    return switch (compiler.compile(changes.contains(Sources.Change.POM))) {
      case Compiler.Result.Compiled() -> {
        app.take();
        log.say("compiled in " + Steps.since(start));
        yield true;
      }
      case Compiler.Result.Broken(String why) -> {
        log.failed(
            "it doesn't compile:\n" + why,
            "mend it and save" + (running.isPresent() ? "; the app goes on as it was" : ""));
        yield false;
      }
    };
  }

  // Servers of the developer's own are left alone.
  private void startServers(Settings settings) throws IOException, InterruptedException {
    boolean postgres = !settings.variables().has("DATABASE_URL");
    boolean redis = !settings.variables().has("REDIS_URL");
    if (!postgres) {
      log.say("DATABASE_URL is yours: no PostgreSQL is started, nothing migrated or seeded");
    }
    if (!redis) {
      log.say("REDIS_URL is yours: no Redis is started");
    }
    postgres = postgres && !servers.containsKey("DATABASE_URL");
    redis = redis && !servers.containsKey("REDIS_URL");
    if (!postgres && !redis) {
      return;
    }
    ServerPrograms programs = ServerPrograms.get(repository, Folders.of(shell), children);
    if (postgres) {
      Secrets.Secret password = secrets.password("database-password");
      Postgres server = new Postgres(programs.postgres(), folder.postgres(), password);
      servers.put("DATABASE_URL", server.start(children, log));
      log.say("PostgreSQL runs; its URL for psql is in " + urlFile());
    }
    if (redis) {
      RedisServer server =
          new RedisServer(programs.redis(), folder.redis(), secrets.password("redis-password"));
      servers.put("REDIS_URL", server.start(children, log));
      log.say("Redis runs");
    }
  }

  private Path urlFile() throws IOException {
    return secrets.write("database-url", servers.getOrDefault("DATABASE_URL", ""));
  }

  /** Migrates and seeds a database that is ours; false when it can't be, which is then said. */
  private boolean isPrepared(Settings settings, boolean migrations)
      throws IOException, InterruptedException {
    if (settings.variables().has("DATABASE_URL") || !migrations) {
      return true;
    }
    Variables variables = variables(settings);
    Optional<String> failed = app.run("migrate", settings, variables);
    if (failed.isPresent()) {
      log.failed(
          failed.get(),
          settings.remedy()
              + "; a migration that was changed after it ran takes ./tideway dev --fresh");
      return false;
    }
    if (!Files.exists(folder.seeded())) {
      failed = app.run("seed", settings, variables);
      failed.ifPresent(why -> log.failed(why, "nothing: the app starts without samples"));
      Files.createFile(folder.seeded());
    }
    return true;
  }

  private void startApp(Settings settings) throws IOException, InterruptedException {
    running.ifPresent(children::stop);
    running = Optional.empty();
    Variables variables = variables(settings);
    switch (app.start(settings, variables)) {
      case App.Started.Ready(Child child) -> {
        running = Optional.of(child);
        welcome(settings, variables);
      }
      case App.Started.Failed(String why) ->
          log.failed("the app did not start: " + why, settings.remedy());
    }
  }

  private Variables variables(Settings settings) throws IOException {
    Map<String, String> chosen = new HashMap<>(servers);
    chosen.put("STORAGE_URL", Files.createDirectories(folder.files()).toUri().toString());
    chosen.put("HOST", "127.0.0.1");
    chosen.put("PORT", "" + port);
    chosen.put("APP_PUBLIC_URL", url());
    chosen.put("APP_LOCAL_ACCOUNTS", "true");
    chosen.put("APP_JWT_KEYS_FILE", secrets.key("jwt.pem").file().toString());
    chosen.put("APP_ADMIN_PASSWORD_FILE", adminPassword().file().toString());
    // Nobody has to be let go gently.
    chosen.put("APP_SHUTDOWN_DRAIN", "0s");
    return settings.variables().or(chosen);
  }

  private Secrets.Secret adminPassword() throws IOException {
    return secrets.password("admin-password");
  }

  private String url() {
    return "http://localhost:" + port;
  }

  private void welcome(Settings settings, Variables variables) throws IOException {
    log.say(log.style().strong(url()) + " answers");
    hold.say("process " + ProcessHandle.current().pid() + ", " + url());
    Path shown = folder.root().resolve("shown");
    if (settings.variables().has("APP_ADMIN_PASSWORD") || !variables.has("APP_JWT_KEYS")) {
      return;
    }
    if (!Files.exists(shown)) {
      log.say("log in as admin with " + adminPassword().text());
      Files.createFile(shown);
    }
    if (!welcomed) {
      log.say("the password of admin is in " + adminPassword().file());
      welcomed = true;
    }
  }

  private void sayWhatEnded() throws InterruptedException {
    for (Child child : children.ended()) {
      children.stop(child);
      if (!child.name().equals("app")) {
        throw new Failure(
            child.name() + " ended with exit code " + child.exitCode() + ":\n" + child.lastWords(),
            "run the same command again");
      }
      running = Optional.empty();
      log.failed(
          "the app ended with exit code " + child.exitCode(),
          "see its log above; it starts again when a source is saved");
    }
  }
}
