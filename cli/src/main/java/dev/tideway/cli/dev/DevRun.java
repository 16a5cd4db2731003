package dev.tideway.cli.dev;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of {@code dev}, from the lock to the last process that ends. */
public final class DevRun {
  private DevRun() {}

  /**
   * Blocks until it fails, or this process is told to end.
   *
   * @param name for more than one at a time
   * @param fresh whether what an earlier one has kept is thrown away
   */
  public static void run(
      Path repository,
      Map<String, String> shell,
      String name,
      boolean fresh,
      PrintStream out,
      Style style)
      throws IOException, InterruptedException {
    needLinux(System.getProperty("os.name"));
    LogStream log = new LogStream(out, style);
    DevFolder folder = DevFolder.of(Folders.of(shell), name);
    try (DevFolder.Hold hold = folder.hold();
        Children children = new Children(folder.running())) {
      AtomicBoolean over = new AtomicBoolean();
      Thread stop = new Thread(() -> stop(children, log, over), "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        int left = children.endLeftovers();
        if (left > 0) {
          log.say(left + " processes of one that was killed are ended");
        }
        if (fresh) {
          Folders.delete(folder.root());
          DevFolder.of(Folders.of(shell), name);
        }
        new Dev(repository, shell, folder, hold, children, log).run();
      } catch (Children.Stopping stopping) {
        // The other thread ends us.
        stop.join();
      } finally {
        over.set(true);
      }
    }
  }

  // setsid, flock, /proc: elsewhere it would fail at one of them, and say less.
  static void needLinux(String os) {
    if (!os.equals("Linux")) {
      throw new Failure(
          "dev runs on Linux, and this is " + os,
          "run it in a virtual machine with Linux; or start the app by hand, with a database of"
              + " your own: docs/guide/app.md");
    }
  }

  private static void stop(Children children, LogStream log, AtomicBoolean over) {
    if (over.get()) {
      return;
    }
    log.say("stopping");
    children.close();
    log.say("stopped; what is in the database is kept");
    // Being asked to stop is no failure.
    Runtime.getRuntime().halt(0);
  }
}
