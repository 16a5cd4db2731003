package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.cli.dev.Sources.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwedTest {

  /**
   * Rounds one after another, each {@code changes > steps}: the first one is the start, {@code up}
   * one that went well. A step with ! behind it fails; {@code theirs:} stands before a round in
   * which DATABASE_URL is set.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all is well              | up
          a source                 | up; SOURCE > BUILD START
          a migration              | up; DATABASE > BUILD MIGRATE SEED START
          a variable               | up; ENVIRONMENT > SETTINGS SERVERS START
          all at once              | up; POM DATABASE SOURCE ENVIRONMENT > SETTINGS SERVERS BUILD MIGRATE SEED START
          a migration while it     \
          doesn't compile          | up; SOURCE > BUILD!; DATABASE > BUILD!; SOURCE > BUILD MIGRATE SEED START; SOURCE > BUILD START
          a variable while it      \
          doesn't compile          | up; DATABASE > BUILD!; ENVIRONMENT > SETTINGS SERVERS START; SOURCE > BUILD MIGRATE SEED START
          both at once, broken     | up; SOURCE ENVIRONMENT > SETTINGS SERVERS BUILD! START; SOURCE > BUILD START
          no .env that can be read | up; ENVIRONMENT > SETTINGS!; SOURCE > BUILD SETTINGS!; ENVIRONMENT > SETTINGS SERVERS START
          a first migrate fails    | > SETTINGS SERVERS MIGRATE!; ENVIRONMENT > SETTINGS SERVERS MIGRATE SEED START
          mended by a source       | > SETTINGS SERVERS MIGRATE!; SOURCE > BUILD MIGRATE SEED START
          not mended by a          \
          broken one               | > SETTINGS SERVERS MIGRATE!; SOURCE > BUILD!; SOURCE > BUILD MIGRATE SEED START
          no server                | > SETTINGS SERVERS!; ENVIRONMENT > SETTINGS SERVERS MIGRATE SEED START
          it doesn't start         | > SETTINGS SERVERS MIGRATE SEED START!; SOURCE > BUILD!; SOURCE > BUILD START
          no samples               | > SETTINGS SERVERS MIGRATE SEED! START; SOURCE > BUILD START; DATABASE > BUILD MIGRATE SEED START
          a database of theirs     | theirs: > SETTINGS SERVERS START; theirs: DATABASE > BUILD START
          and then ours            | theirs: > SETTINGS SERVERS START; ENVIRONMENT > SETTINGS SERVERS MIGRATE SEED START
          ours, theirs with a new  \
          migration, ours again    | up; theirs: ENVIRONMENT > SETTINGS SERVERS START; theirs: DATABASE > BUILD START; ENVIRONMENT > SETTINGS SERVERS MIGRATE SEED START
          """)
  void nothingIsForgotten(String what, String table) {
    String rounds = table.replace("up", "> SETTINGS SERVERS MIGRATE SEED START");
    Owed owed = Owed.atFirst();
    List<String> done = new ArrayList<>();
    for (String round : rounds.split(";", -1)) {
      boolean ours = !round.contains("theirs:");
      List<String> parts =
          Arrays.stream(round.replace("theirs:", "").split(">", -1)).map(String::strip).toList();
      if (!parts.getFirst().isEmpty()) {
        owed = owed.after(changes(parts.getFirst()));
      }
      List<String> steps = new ArrayList<>();
      for (Optional<Step> next = owed.next(ours); next.isPresent(); next = owed.next(ours)) {
        Step step = next.get();
        boolean fails = List.of(parts.getLast().split(" ", -1)).contains(step + "!");
        steps.add(step + (fails ? "!" : ""));
        owed = fails ? owed.failed(step) : owed.done(step);
      }
      done.add(
          (ours ? "" : "theirs: ") + (parts.getFirst() + " > " + String.join(" ", steps)).strip());
    }
    assertEquals(rounds, String.join("; ", done), what);
  }

  @Test
  void theLibrariesAreOwedUntilTheyAreBuilt() {
    Owed owed = Owed.atFirst().after(Set.of(Change.POM)).failed(Step.BUILD);
    owed = owed.after(Set.of(Change.SOURCE, Change.ENVIRONMENT));
    assertEquals(EnumSet.of(Change.POM, Change.SOURCE), owed.unbuilt());
    assertEquals(Set.of(), owed.done(Step.BUILD).unbuilt());
  }

  private static Set<Change> changes(String names) {
    return Arrays.stream(names.split(" ", -1)).map(Change::valueOf).collect(Collectors.toSet());
  }
}
