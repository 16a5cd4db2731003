package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.kubectl.Watch;
import dev.tideway.cli.appd.kubectl.Watch.News;
import dev.tideway.cli.appd.view.App;
import dev.tideway.cli.appd.view.Line;
import dev.tideway.cli.appd.view.Pod;
import dev.tideway.cli.appd.view.Tree;
import dev.tideway.cli.console.Failure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tree of an app, drawn again whenever something changes. */
final class LiveTree {
  // Changes come in bursts; and what is left of a hold changes by itself.
  private static final Duration SETTLE = Duration.ofMillis(150);
  // The app and its pods come from two runs of kubectl.
  private static final Duration FIRST = Duration.ofMillis(400);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Appd appd;
  private final Transport transport;
  private final String name;
  private final Map<String, Pod> pods = new TreeMap<>();
  private Optional<App> app = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private List<String> shown = List.of();

  LiveTree(Appd appd, Transport transport, String name) {
    this.appd = appd;
    this.transport = transport;
    this.name = name;
  }

  /** Runs until the app is deleted; Ctrl-C ends it before. */
  int run() {
    boolean live = appd.style().live();
    // The tree takes the other screen, so that what stood on this one comes back.
    Thread leave = new Thread(this::leave);
    if (live) {
      Lookup.app(transport, name);
      appd.out().print("\033[?1049h\033[?25l\033[?7l");
      Runtime.getRuntime().addShutdownHook(leave);
    }
    try {
      while (follow()) {
        pods.clear();
      }
    } finally {
      if (live && Runtime.getRuntime().removeShutdownHook(leave)) {
        leave();
      }
    }
    throw new Failure("the app " + name + " was deleted", "see which there are: kubectl appd get");
  }

  // Until the watch ends; whether it is worth another one.
  private boolean follow() {
    try (Watch watch = transport.watch(List.of(Query.app(name), Query.pods(name)))) {
      boolean changed = false;
      Duration settle = FIRST;
      while (true) {
        News news = watch.next(changed ? settle : TICK);
        switch (news) {
          case News.Changed(JsonNode object) -> {
            keep(object);
            trouble = Optional.empty();
            changed = true;
          }
          case News.Deleted(JsonNode object) -> {
            if (isApp(object)) {
              return false;
            }
            pods.remove(Pod.of(object).name());
            changed = true;
          }
          case News.Quiet _ -> {
            draw(changed);
            settle = changed ? SETTLE : settle;
            changed = false;
          }
          case News.Ended(String why) when app.isEmpty() && !why.isEmpty() ->
              throw new Refusal(why);
          case News.Ended(String why) -> {
            trouble = why.lines().findFirst();
            draw(true);
            Thread.sleep(PATIENCE);
            return true;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void keep(JsonNode object) {
    if (isApp(object)) {
      app = Optional.of(App.of(object));
    } else {
      Pod pod = Pod.of(object);
      pods.put(pod.name(), pod);
    }
  }

  private static boolean isApp(JsonNode object) {
    return object.path("kind").asText().equals("AppDeployment");
  }

  private void draw(boolean changed) {
    boolean live = appd.style().live();
    if (app.isEmpty() || (!live && !changed)) {
      return;
    }
    List<String> lines = new ArrayList<>();
    for (Line line : Tree.of(app.get(), List.copyOf(pods.values()), appd.clock().instant(), appd)) {
      lines.add(line.paint(appd.style()));
    }
    trouble.ifPresent(t -> lines.add(appd.style().bad("no connection, trying again: ") + t));
    if (lines.equals(shown)) {
      return;
    }
    if (live) {
      appd.out().print("\033[H" + String.join("\033[K\n", lines) + "\033[K\033[J");
    } else {
      appd.out().println(appd.clock().instant().truncatedTo(ChronoUnit.SECONDS));
      lines.forEach(appd.out()::println);
      appd.out().println();
    }
    appd.out().flush();
    shown = lines;
  }

  private void leave() {
    appd.out().print("\033[?7h\033[?25h\033[?1049l");
    shown.forEach(appd.out()::println);
    appd.out().flush();
  }
}
