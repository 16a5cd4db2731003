package dev.tideway.cli.appd.view;

import dev.tideway.cli.appd.view.Line.Word;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The revisions of an app, newest first. */
public final class History {
  private static final Set<String> DECIDING = Set.of("Promote", "PromoteFull", "Rollback", "Retry");

  private History() {}

  /**
   * A revision with what is known of it.
   *
   * @param state stable, candidate, aborted, served or never served
   * @param served since when it is or was stable, the last time
   * @param decision the last action by which it became stable, or was given up
   */
  public record Entry(
      Revision revision,
      String state,
      Optional<Instant> created,
      Optional<Instant> served,
      Optional<Answer> decision) {}

  public static List<Entry> of(App app, List<RevisionRecord> records) {
    return records.stream()
        .sorted(Comparator.comparingLong((RevisionRecord r) -> r.revision().number()).reversed())
        .map(r -> entry(app, r))
        .toList();
  }

  private static Entry entry(App app, RevisionRecord record) {
    String hash = record.revision().hash();
    Optional<Served> served =
        app.history().stream().filter(s -> s.revision().hash().equals(hash)).findFirst();
    return new Entry(
        record.revision(),
        state(app, hash, served.isPresent()),
        record.created(),
        served.flatMap(Served::since),
        served.flatMap(s -> decision(app, s)).or(() -> abort(app, hash)));
  }

  private static String state(App app, String hash, boolean served) {
    if (app.stable().filter(s -> s.hash().equals(hash)).isPresent()) {
      return "stable";
    }
    Optional<Candidate> candidate = app.candidate().filter(c -> c.revision().hash().equals(hash));
    return candidate
        .map(c -> c.isGivenUp() ? "aborted" : "candidate")
        .orElse(served ? "served" : "never served");
  }

  // The status doesn't say which revision an action was about; it was about this one if nothing
  // else became stable between the action and it.
  private static Optional<Answer> decision(App app, Served served) {
    return app.actions().stream()
        .filter(a -> a.isApplied() && DECIDING.contains(a.action()))
        .filter(a -> isBetween(a.at(), before(app, served), served.since()))
        .findFirst();
  }

  /** By whom a candidate was given up, if it was by somebody. */
  private static Optional<Answer> abort(App app, String hash) {
    boolean asked =
        app.candidate()
            .filter(c -> c.revision().hash().equals(hash) && c.isGivenUp())
            .flatMap(Candidate::reason)
            .filter("AbortRequested"::equals)
            .isPresent();
    return app.actions().stream()
        .filter(a -> asked && a.isApplied() && a.action().equals("Abort"))
        .max(Comparator.comparing(a -> a.at().orElse(Instant.EPOCH)));
  }

  private static Optional<Instant> before(App app, Served served) {
    int at = app.history().indexOf(served);
    return at + 1 < app.history().size() ? app.history().get(at + 1).since() : Optional.empty();
  }

  private static boolean isBetween(
      Optional<Instant> at, Optional<Instant> after, Optional<Instant> until) {
    return at.isPresent()
        && until.isPresent()
        && !at.get().isAfter(until.get())
        && (after.isEmpty() || at.get().isAfter(after.get()));
  }

  public static List<Line> table(List<Entry> entries, Instant now) {
    return Table.of(
        List.of("REVISION", "STATE", "IMAGE", "MADE", "SERVED SINCE", "BY", "WHY"),
        entries.stream().map(e -> row(e, now)).toList());
  }

  private static List<Word> row(Entry entry, Instant now) {
    return List.of(
        Line.plain(String.valueOf(entry.revision().number())),
        switch (entry.state()) {
          case "stable" -> Line.good(entry.state());
          case "aborted" -> Line.bad(entry.state());
          case "candidate" -> Line.strong(entry.state());
          default -> Line.plain(entry.state());
        },
        Line.plain(entry.revision().image()),
        Line.plain(entry.created().map(c -> Times.since(Optional.of(c), now) + " ago").orElse("")),
        Line.plain(entry.served().map(Instant::toString).orElse("")),
        Line.plain(entry.decision().flatMap(Answer::by).orElse("")),
        Line.plain(entry.decision().map(History::words).orElse("")));
  }

  private static String words(Answer answer) {
    return answer.action() + answer.reason().map(r -> ": " + r).orElse("");
  }
}
