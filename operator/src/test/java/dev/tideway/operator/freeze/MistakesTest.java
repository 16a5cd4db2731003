package dev.tideway.operator.freeze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.RolloutFreeze;
import dev.tideway.operator.domain.Freeze;
import dev.tideway.operator.domain.Freezes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be understood holds always, and says what to write instead. */
class MistakesTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final String CRON = "write five cron fields: 0 18 * * FRI";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {schedule: 0 18 * * FRI, duration: 62h, timeZone: Asia/Soul} | .timeZone is Asia/Soul; write a time zone of the IANA database: Asia/Seoul
          {schedule: every friday, duration: 62h}                     | .schedule is every friday; CRON
          {schedule: 0 18 * *, duration: 62h}                         | .schedule is 0 18 * *; CRON
          {schedule: 0 18 * * FRY, duration: 62h}                     | .schedule is 0 18 * * FRY; CRON
          {schedule: 0 18 * * SAT-MON, duration: 62h}                 | .schedule is 0 18 * * SAT-MON; CRON
          {schedule: '1, * * * *', duration: 62h}                     | .schedule is 1, * * * *; CRON
          {schedule: '*/99 * * * *', duration: 62h}                   | .schedule is */99 * * * *; CRON
          {schedule: 0 0 30 2 *, duration: 62h}                       | .schedule is 0 0 30 2 *; CRON
          {schedule: '', duration: 62h}                               | .schedule is ; CRON
          {schedule: 0 18 * * FRI, duration: 62}                      | .duration is 62; write a duration: 62h
          {schedule: 0 18 * * FRI, duration: 0h}                      | .duration is 0h; write a duration: 62h
          {schedule: 0 18 * * FRI, duration: ''}                      | .duration is ; write a duration: 62h
          {schedule: 0 18 * * FRI, duration: 99999999999999999999d}   | .duration is 99999999999999999999d; write a duration: 62h
          {schedule: 0 18 * * FRI, duration: 9999999999999999d}       | .duration is 9999999999999999d; write a duration: 62h
          {from: '2026-12-24'}                                        | .from is 2026-12-24; write an instant with its offset: 2030-01-01T00:00:00+01:00
          {until: '2026-12-24T23:59:60Z'}                             | .until is 2026-12-24T23:59:60Z; write an instant with its offset: 2030-01-01T00:00:00+01:00
          {from: '2027-01-01T00:00:00Z', until: '2027-01-01T01:00:00+01:00'} | .until is not after from: write a later instant
          {}                                                          | : write either schedule and duration, or from and until (one of them or both)
          {schedule: 0 18 * * FRI}                                    | : write either schedule and duration, or from and until (one of them or both)
          {duration: 62h, from: '2027-01-01T00:00:00Z'}               | : write either schedule and duration, or from and until (one of them or both)
          """)
  void inAWindowAreNamedAndFreeze(String window, String problem) {
    RolloutFreeze freeze =
        Written.freeze(
            "shop/f",
            "{reason: r, windows: [{until: '2020-01-01T00:00:00Z'}, %s]}".formatted(window));
    assertHolds(freeze, "windows[1]" + problem.replace("CRON", CRON));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {key: team, operator: Is, values: [a]} | selector.matchExpressions has the operator Is; write In, NotIn, Exists or DoesNotExist
          {key: team, values: [a]}               | selector.matchExpressions has the operator null; write In, NotIn, Exists or DoesNotExist
          {key: team, operator: In}              | selector.matchExpressions: In and NotIn need values; Exists and DoesNotExist take none
          {key: team, operator: Exists, values: [a]} | selector.matchExpressions: In and NotIn need values; Exists and DoesNotExist take none
          """)
  void inASelectorFreezeEveryAppOfTheNamespace(String expression, String problem) {
    RolloutFreeze freeze =
        Written.freeze(
            "shop/f",
            "{reason: r, selector: {matchLabels: {team: b}, matchExpressions: [%s]}}"
                .formatted(expression));
    assertHolds(freeze, problem);
    assertEquals(Freezes.NONE, judge(freeze, "blog"));
  }

  @Test
  void areAllNamedAtOnce() {
    assertEquals(
        Optional.of(
            "windows[0].timeZone is Mars; write a time zone of the IANA database: Asia/Seoul."
                + " windows[1].from is soon; write an instant with its offset:"
                + " 2030-01-01T00:00:00+01:00"),
        Judge.problem(
            Written.freeze(
                "shop/f",
                "{reason: r, windows: [{schedule: 0 0 * * *, duration: 1h, timeZone: Mars},"
                    + " {from: soon}]}")));
  }

  @Test
  void areNotFoundInWhatIsRight() {
    assertEquals(
        Optional.empty(),
        Judge.problem(
            Written.freeze(
                "shop/f", "{reason: r, windows: [{from: '2030-01-01t00:00:00.5-07:30'}]}")));
  }

  private static void assertHolds(RolloutFreeze freeze, String problem) {
    assertEquals(Optional.of(problem), Judge.problem(freeze));
    Freeze active = judge(freeze, "shop").active().orElseThrow();
    assertEquals("r. It can't be understood, so it holds: " + problem, active.reason());
    assertEquals(Optional.empty(), active.until());
    assertEquals(Optional.empty(), Judge.of(freeze, NOW).nextChange());
  }

  private static Freezes judge(RolloutFreeze freeze, String namespace) {
    return Judge.of(List.of(freeze), namespace, Map.of("team", "cart"), "system", NOW);
  }
}
