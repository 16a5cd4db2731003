package dev.tideway.operator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Split;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One step of an attached route. Both revisions, s and c, have ready pods. A position is
 * stable/canary@share: "-" for a Service that isn't there, "*" for one that selects every pod, "!"
 * after one whose endpoints are still those from before, "?" for a share that the gateway hasn't
 * confirmed, "x" for a route that doesn't name both.
 */
class TurningTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the Services come             | -/-@0     | s      | s/s@0
          owners' own weights           | -/-@      | s      | s/s@0
          rest                          | s/s@0     | s      | s/s@0
          rest, weights written over    | s/s@50    | s      | s/s@0
          the candidate's slot turns    | s/s@0     | s c 25 | s/c@0
          not before it is quiet        | s/s@0?    | s c 25 | s/s@0
          nor while it has a share      | s/s@50    | s c 25 | s/s@0
          no share before its endpoints | s/c!@0    | s c 25 | s/c@0
          a share                       | s/c@0     | s c 25 | s/c@25
          kept where endpoints are late | s/c!@25   | s c 50 | s/c@25
          less is never held up         | s/c!@50   | s c 25 | s/c@25
          owner wrote over it           | s/c@0?    | s c 25 | s/c@25
          everything                    | s/c@50    | c      | s/c@100
          not turned before it is known | s/c@100?  | c      | s/c@100
          the stable slot turns         | s/c@100   | c      | c/c@100
          it waits for endpoints        | c!/c@100  | c      | c/c@100
          it takes over                 | c/c@100   | c      | c/c@0
          and nothing is left to do     | c/c@0     | c      | c/c@0
          an abort                      | s/c@50    | s      | s/c@0
          an abort at the end           | s/c@100   | s      | s/c@0
          the slot stays until known    | s/c@0?    | s      | s/c@0
          then it turns                 | s/c@0     | s      | s/s@0
          an abort after the turn       | c!/c@100  | s      | c/c@100
          an abort with its endpoints   | c/c@100   | s      | c/c@0
          back: the candidate's slot    | c/c@0     | s      | c/s@0
          back: everything              | c/s@0     | s      | c/s@100
          back: the stable slot         | c/s@100   | s      | s/s@100
          no route: nothing moves       | s/s@x     | s c 25 | s/s@0
          no route: nothing is promoted | s/c@x     | c      | s/c@0
          no route: an abort            | s/c@x     | s      | s/s@0
          by replicas                   | s/c@25    |        | */*@0
          no longer by replicas         | */*@0     | s      | s/s@0
          """)
  void is(String title, String position, String wanted, String next) {
    Pairing pairing = Turning.next(position(position), split(wanted));
    assertEquals(
        next,
        pairing.stable().orElse("*") + "/" + pairing.canary().orElse("*") + "@" + pairing.weight());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a slot never turns to a revision without ready pods | s/s@0 | s d 25 | s/s@0
          one that leads nowhere turns at once                | d!/s@0 | s     | s/s@0
          """)
  void isAlso(String title, String position, String wanted, String next) {
    is(title, position, wanted, next);
  }

  private static Optional<Split> split(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String[] words = text.split(" ");
    return Optional.of(
        words.length == 1
            ? Split.all(revision(words[0]))
            : new Split(
                revision(words[0]), Optional.of(revision(words[1])), Integer.parseInt(words[2])));
  }

  private static RevisionId revision(String hash) {
    return new RevisionId(hash, 1, hash);
  }

  private static Position position(String text) {
    String[] parts = text.split("[/@]", -1);
    String share = parts[2].replace("?", "");
    boolean named = !share.equals("x");
    return new Position(
        slot(parts[0]),
        slot(parts[1]),
        named,
        share.isEmpty() || !named ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(share)),
        named && !parts[2].endsWith("?"),
        behind(parts[0]),
        behind(parts[1]),
        Map.of("s", 4, "c", 4));
  }

  private static Slot slot(String text) {
    String name = text.replace("!", "");
    return new Slot(
        !name.equals("-"),
        name.equals("-") || name.equals("*") ? Optional.empty() : Optional.of(name));
  }

  private static Map<String, Integer> behind(String text) {
    return switch (text) {
      case "s!", "*" -> Map.of("c", 4);
      case "c!" -> Map.of("s", 4);
      case "-", "d!" -> Map.of();
      default -> Map.of(text, 4);
    };
  }
}
