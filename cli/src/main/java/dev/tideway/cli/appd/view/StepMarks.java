package dev.tideway.cli.appd.view;

import dev.tideway.cli.appd.view.Line.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of a canary: which are done, which one is under way and what it waits for. */
final class StepMarks {
  private StepMarks() {}

  /** Where a step is. */
  private enum Place {
    DONE,
    CURRENT,
    FAILED,
    NEXT,
    SKIPPED
  }

  static List<Line> of(App app, Candidate candidate, Instant now, Typed typed) {
    List<List<Word>> rows = new ArrayList<>();
    for (int i = 0; i < app.steps().size(); i++) {
      Step step = app.steps().get(i);
      Place place = place(i + 1, candidate);
      rows.add(
          List.of(
              mark(place, i + 1),
              Line.plain("%3d%%".formatted(step.weight())),
              Line.plain(gates(step)),
              switch (place) {
                case CURRENT -> Line.plain(waits(app, candidate, step, now, typed));
                case FAILED -> Line.bad("given up here");
                case SKIPPED -> Line.faint("skipped");
                case DONE, NEXT -> Line.plain("");
              }));
    }
    return Table.align(rows);
  }

  private static Place place(int number, Candidate candidate) {
    int current = candidate.step().orElse(0);
    if (candidate.isPastSteps() || number < current) {
      return Place.DONE;
    }
    if (number == current) {
      return candidate.isGivenUp() ? Place.FAILED : Place.CURRENT;
    }
    return candidate.express() ? Place.SKIPPED : Place.NEXT;
  }

  private static Word mark(Place place, int number) {
    return switch (place) {
      case DONE -> Line.good("✓ " + number);
      case CURRENT -> Line.strong("▶ " + number);
      case FAILED -> Line.bad("✗ " + number);
      case NEXT -> Line.plain("· " + number);
      case SKIPPED -> Line.faint("» " + number);
    };
  }

  private static String gates(Step step) {
    return Stream.concat(
            step.hold().map(h -> "hold " + Times.of(h)).stream(),
            step.approval() ? Stream.of("approval") : Stream.of())
        .collect(Collectors.joining(", "));
  }

  private static String waits(App app, Candidate candidate, Step step, Instant now, Typed typed) {
    List<String> words = new ArrayList<>();
    if (candidate.paused()) {
      words.add("paused; go on: " + typed.typed("resume " + app.name()));
    }
    if (!candidate.stage().equals("Observing")) {
      words.add(candidate.stage().isEmpty() ? "under way" : candidate.stage());
      return String.join("; ", words);
    }
    if (!candidate.express() && step.hold().isPresent() && candidate.since().isPresent()) {
      Duration left = Duration.between(now, candidate.since().get().plus(step.hold().get()));
      words.add(left.isPositive() ? Times.of(left) + " of the hold left" : "hold is over");
    }
    if (step.approval() && !candidate.express()) {
      words.add(
          candidate.approved() ? "approved" : "waits for: " + typed.typed("promote " + app.name()));
    }
    return String.join("; ", words);
  }
}
