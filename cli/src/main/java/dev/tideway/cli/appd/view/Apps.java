package dev.tideway.cli.appd.view;

import dev.tideway.cli.appd.view.Line.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All apps of a namespace, or of all, as a table. */
public final class Apps {
  private static final List<String> HEADING =
      List.of("NAME", "PHASE", "STRATEGY", "STEP", "WEIGHT", "READY", "STABLE", "CANDIDATE", "AGE");

  private Apps() {}

  public static List<Line> of(List<App> apps, boolean everywhere, Instant now) {
    List<String> heading = new ArrayList<>(HEADING);
    if (everywhere) {
      heading.addFirst("NAMESPACE");
    }
    return Table.of(
        heading,
        apps.stream()
            .sorted(Comparator.comparing(App::namespace).thenComparing(App::name))
            .map(app -> row(app, everywhere, now))
            .toList());
  }

  private static List<Word> row(App app, boolean everywhere, Instant now) {
    List<Word> row = new ArrayList<>();
    if (everywhere) {
      row.add(Line.plain(app.namespace()));
    }
    row.add(Line.plain(app.name()));
    row.add(Phases.word(app));
    row.add(Line.plain(app.strategy()));
    row.add(Line.plain(app.candidate().map(Phases::step).orElse("")));
    row.add(
        Line.plain(
            app.moving()
                .filter(c -> c.weight().isPresent())
                .map(c -> c.weight().getAsInt() + "%")
                .orElse("")));
    row.add(Line.plain(app.ready().orElse(0) + "/" + app.replicas().orElse(0)));
    row.add(Line.plain(app.stable().map(Revision::image).orElse("")));
    row.add(Line.plain(app.candidate().map(c -> c.revision().image()).orElse("")));
    row.add(Line.plain(Times.since(app.created(), now)));
    return row;
  }
}
