package dev.tideway.cli.dev;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole of it: servers, database, app, and then a new app whenever a source changes. */
final class Dev {
  private static final long LOOK_MILLIS = 300;
  private static final int FIRST_PORT = 8080;

  private final Path repository;
  private final Map<String, String> shell;
  private final DevFolder folder;
  private final DevFolder.Hold hold;
  private final Children children;
  private final LogStream log;
  private final Secrets secrets;
  private final Servers servers;
  private final App app;
  private final Compiler compiler;
  private Settings settings;
  private Owed owed = Owed.atFirst();
  private Optional<Running> running = Optional.empty();
  private int chosenPort = FIRST_PORT;
  private boolean welcomed;

  /** The app, and the port that it has. */
  private record Running(Child child, int port) {}

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
    this.servers = new Servers(repository, Folders.of(shell), folder, secrets, children, log);
    this.app = new App(repository, folder.classes(), children, log);
    this.compiler = new Compiler(repository, children);
    this.settings = new Settings(new Variables(Map.of()), "", repository, List.of());
  }

  /** Runs until this process is told to stop. */
  void run() throws IOException, InterruptedException {
    Sources seen = Sources.look(repository);
    Folders.delete(folder.classes());
    app.take();
    doWhatIsOwed(true);
    while (true) {
      Thread.sleep(LOOK_MILLIS);
      Sources now = Sources.look(repository);
      // Half of what is being saved is no reason to begin.
      if (!now.equals(seen) && now.equals(settled(now))) {
        owed = owed.after(seen.changes(now));
        seen = now;
        doWhatIsOwed(false);
      }
      sayWhatEnded();
    }
  }

  private Sources settled(Sources now) throws InterruptedException {
    Thread.sleep(LOOK_MILLIS / 2);
    return Sources.look(repository).equals(now) ? now : new Sources(Map.of());
  }

  /**
   * As far as it can be done; the app that runs goes on until there is one to take its place.
   *
   * @param first whether there is nothing yet that could go on
   */
  private void doWhatIsOwed(boolean first) throws IOException, InterruptedException {
    for (Optional<Step> next = next(); next.isPresent(); next = next()) {
      Step step = next.get();
      boolean done;
      try {
        done = isDone(step);
      } catch (Failure failure) {
        if (first) {
          throw failure;
        }
        log.failed(String.valueOf(failure.getMessage()), failure.remedy());
        done = false;
      }
      owed = done ? owed.done(step) : owed.failed(step);
    }
  }

  private Optional<Step> next() {
    return owed.next(Servers.databaseIsOurs(settings.variables()));
  }

  /** Whether it succeeded; what went wrong is said, or thrown. */
  private boolean isDone(Step step) throws IOException, InterruptedException {
    return switch (step) {
      case SETTINGS -> {
        Settings read = Settings.read(repository, shell);
        read.notes().forEach(log::say);
        // Here as well, so that a taken one is said before anything is started.
        int _ = port(read);
        settings = read;
        yield true;
      }
      case SERVERS -> {
        servers.start(settings.variables());
        yield true;
      }
      case BUILD -> isBuilt();
      case MIGRATE -> isMigrated();
      case SEED -> isSeeded();
      case START -> isStarted();
    };
  }

  private boolean isBuilt() throws IOException, InterruptedException {
    long start = System.nanoTime();
    log.say("a source has changed: compiling");
    return switch (compiler.compile(owed.unbuilt().contains(Sources.Change.POM))) {
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

  private boolean isMigrated() throws IOException, InterruptedException {
    Optional<String> failed = app.run("migrate", settings, variables(chosenPort));
    failed.ifPresent(
        why ->
            log.failed(
                why,
                settings.remedy()
                    + "; a migration that was changed after it ran takes ./tideway dev --fresh"));
    return failed.isEmpty();
  }

  private boolean isSeeded() throws IOException, InterruptedException {
    if (Files.exists(folder.seeded())) {
      return true;
    }
    Optional<String> failed = app.run("seed", settings, variables(chosenPort));
    if (failed.isPresent()) {
      log.failed(failed.get(), "mend the samples and save; the app starts without them");
      return false;
    }
    Files.createFile(folder.seeded());
    return true;
  }

  private boolean isStarted() throws IOException, InterruptedException {
    // Before the one that runs is stopped: it goes on when there is none.
    int port = port(settings);
    Variables variables = variables(port);
    running.map(Running::child).ifPresent(children::stop);
    running = Optional.empty();
    return switch (app.start(settings, variables)) {
      case App.Started.Ready(Child child) -> {
        running = Optional.of(new Running(child, port));
        welcome(port, variables);
        yield true;
      }
      case App.Started.Failed(String why) -> {
        log.failed("the app did not start: " + why, settings.remedy());
        yield false;
      }
    };
  }

  private int port(Settings of) {
    int port =
        of.port(
            chosenPort, p -> running.filter(now -> now.port() == p).isPresent() || Ports.isFree(p));
    // The next one is at the same address, as long as nobody asks for another.
    if (!of.variables().has("PORT")) {
      chosenPort = port;
    }
    return port;
  }

  private Variables variables(int port) throws IOException {
    Map<String, String> chosen = new HashMap<>(servers.urls());
    chosen.put("STORAGE_URL", Files.createDirectories(folder.files()).toUri().toString());
    chosen.put("HOST", "127.0.0.1");
    chosen.put("PORT", "" + port);
    chosen.put("APP_PUBLIC_URL", url(port));
    chosen.put("APP_LOCAL_ACCOUNTS", "true");
    chosen.put("APP_JWT_KEYS_FILE", secrets.key("jwt.pem").file().toString());
    chosen.put("APP_ADMIN_PASSWORD_FILE", adminPassword().file().toString());
    // Nobody has to be let go gently.
    chosen.put("APP_SHUTDOWN_DRAIN", "0s");
    Variables set = settings.variables();
    return set.without(Servers.strangers(set)).or(chosen);
  }

  private Secrets.Secret adminPassword() throws IOException {
    return secrets.password("admin-password");
  }

  private static String url(int port) {
    return "http://localhost:" + port;
  }

  private void welcome(int port, Variables variables) throws IOException {
    log.say(log.style().strong(url(port)) + " answers");
    hold.say("process " + ProcessHandle.current().pid() + ", " + url(port));
    if (settings.variables().has("APP_ADMIN_PASSWORD") || !variables.has("APP_JWT_KEYS")) {
      return;
    }
    if (!welcomed) {
      sayPassword(adminPassword(), folder.root().resolve("shown"), log);
      welcomed = true;
    }
  }

  /**
   * Says it itself only once, and only to a person: what is written to a file is read by others.
   *
   * @param shown there when it was said
   */
  static void sayPassword(Secrets.Secret password, Path shown, LogStream log) throws IOException {
    if (log.style().live() && !Files.exists(shown)) {
      log.say("log in as admin with " + password.text());
      Files.createFile(shown);
    }
    log.say("the password of admin is in " + password.file());
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
