package dev.tideway.operator.freeze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.RolloutFreeze;
import dev.tideway.operator.domain.Freeze;
import dev.tideway.operator.domain.Freezes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days of December 2026, in UTC: the 4th is a Friday. */
class JudgeTest {
  private static final String NEVER = "never";

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # windows                                                        | now    | until  | change
          null                                                             | 04T12  | never  | never
          [{from: 05T00}]                                                  | 04T12  |        | 05T00
          [{from: 05T00}]                                                  | 05T00  | never  | never
          [{until: 05T00}]                                                 | 04T12  | 05T00  | 05T00
          [{until: 05T00}]                                                 | 05T00  |        | never
          [{from: 04T00, until: 05T00}]                                    | 04T12  | 05T00  | 05T00
          [{from: 04T00, until: 05T00}, {from: 05T00, until: 06T00}]       | 04T12  | 06T00  | 06T00
          [{from: 05T00, until: 06T00}, {from: 04T00, until: 05T12}]       | 04T12  | 06T00  | 06T00
          [{from: 04T00, until: 08T00}, {from: 05T00, until: 06T00}]       | 04T12  | 08T00  | 08T00
          [{from: 04T00, until: 05T00}, {from: 06T00, until: 07T00}]       | 05T12  |        | 06T00
          [{from: 04T00, until: 05T00}, {from: 05T00}]                     | 04T12  | never  | never
          [{schedule: 0 18 * * FRI, duration: 62h}]                        | 04T17  |        | 04T18
          [{schedule: 0 18 * * FRI, duration: 62h}]                        | 04T18  | 07T08  | 07T08
          [{schedule: 0 18 * * FRI, duration: 62h}]                        | 07T08  |        | 11T18
          [{schedule: 0 18 ? * fri, duration: 2d14h}]                      | 05T00  | 07T08  | 07T08
          [{schedule: 0 18 * * FRI, duration: 62h, timeZone: Asia/Seoul}]  | 04T12  | 06T23  | 06T23
          [{schedule: 0 18 * * 5, duration: 62h}, {schedule: 0 8 * * 1, duration: 1h}] | 05T00 | 07T09 | 07T09
          [{schedule: 0 0 * * SUN-MON, duration: 24h}]                     | 06T12  | 08T00  | 08T00
          [{schedule: 0 0 5 * SUN, duration: 24h}]                         | 05T12  | 07T00  | 07T00
          [{schedule: 0 0 * * FRI-SUN, duration: 1440m}]                   | 04T12  | 07T00  | 07T00
          """)
  void windowsThatOverlapOrFollowCountAsOne(
      String windows, String now, String until, String change) {
    Freezes judged =
        Judge.of(Written.freeze("shop/f", days("{reason: r, windows: " + windows + "}")), at(now));
    assertEquals(until, judged.active().map(f -> text(f.until())).orElse(null), "until");
    assertEquals(change, text(judged.nextChange()), "change");
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # one                      | another                      | named | until | change
          {until: 06T00}             | {until: 07T00}               | b     | 07T00 | 06T00
          {until: 07T00}             | {until: 06T00}               | a     | 07T00 | 06T00
          {until: 06T00} Pause       | {until: 07T00}               | a     | 07T00 | 06T00
          {until: 06T00} Pause       | {until: 07T00} Pause         | b     | 07T00 | 06T00
          {until: 06T00}             | {from: 05T00, until: 08T00}  | a     | 08T00 | 05T00
          {until: 06T00}             | {from: 06T00, until: 08T00}  | a     | 08T00 | 06T00
          {until: 06T00}             | {from: 07T00}                | a     | 06T00 | 06T00
          {until: 06T00}             | {until: 04T00}               | a     | 06T00 | 06T00
          {until: 06T00}             | {from: 03T00}                | b     | never | 06T00
          {from: 05T00}              | {from: 06T00}                |       |       | 05T00
          """)
  void ofSeveralFreezesThePausingThenTheLongestIsNamed(
      String one, String another, String named, String until, String change) {
    List<RolloutFreeze> freezes = new ArrayList<>(List.of(window("a", one), window("b", another)));
    for (int order = 0; order < 2; order++) {
      Freezes judged = Judge.of(freezes, "shop", Map.of(), "system", at("04T12"));
      assertEquals(named, judged.active().map(Freeze::name).orElse(null), "named");
      assertEquals(until, judged.active().map(f -> text(f.until())).orElse(null), "until");
      assertEquals(change, text(judged.nextChange()), "change");
      freezes = freezes.reversed();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shop/f   | {}                                                                                 | true
          blog/f   | {}                                                                                 | false
          system/f | {}                                                                                 | true
          shop/f   | {matchLabels: {team: cart}}                                                        | true
          shop/f   | {matchLabels: {team: cart, tier: web}}                                             | false
          system/f | {matchLabels: {team: blog}}                                                        | false
          shop/f   | {matchExpressions: [{key: team, operator: In, values: [blog, cart]}]}              | true
          shop/f   | {matchExpressions: [{key: team, operator: In, values: [blog]}]}                    | false
          shop/f   | {matchExpressions: [{key: tier, operator: In, values: [web]}]}                     | false
          shop/f   | {matchExpressions: [{key: team, operator: NotIn, values: [blog]}]}                 | true
          shop/f   | {matchExpressions: [{key: team, operator: NotIn, values: [cart]}]}                 | false
          shop/f   | {matchExpressions: [{key: tier, operator: NotIn, values: [web]}]}                  | true
          shop/f   | {matchExpressions: [{key: team, operator: Exists}]}                                | true
          shop/f   | {matchExpressions: [{key: tier, operator: Exists}]}                                | false
          shop/f   | {matchExpressions: [{key: team, operator: DoesNotExist}]}                          | false
          shop/f   | {matchExpressions: [{key: tier, operator: DoesNotExist}]}                          | true
          shop/f   | {matchLabels: {team: cart}, matchExpressions: [{key: tier, operator: Exists}]}     | false
          """)
  void aFreezeIsForItsNamespaceAndForTheLabelsItSelects(
      String path, String selector, boolean holds) {
    RolloutFreeze freeze = Written.freeze(path, "{reason: r, selector: " + selector + "}");
    Freezes judged =
        Judge.of(List.of(freeze), "shop", Map.of("team", "cart"), "system", at("04T12"));
    assertEquals(holds, judged.active().isPresent());
  }

  @Test
  void whoWroteItIsUnknownWithoutAnAnnotation() {
    RolloutFreeze freeze = Written.freeze("shop/f", "{reason: r, running: Pause}");
    Freeze named = new Freeze("f", "shop", "r", "jane", true, Optional.empty());
    assertEquals(named, Judge.of(freeze, at("04T12")).active().orElseThrow());
    freeze.getMetadata().setAnnotations(null);
    assertEquals("unknown", Judge.of(freeze, at("04T12")).active().orElseThrow().by());
  }

  @Test
  void withoutFreezesNothingIsFrozen() {
    assertEquals(Freezes.NONE, Judge.of(List.of(), "shop", Map.of(), "system", at("04T12")));
  }

  @Test
  void aFreezeWithoutABreakIsLookedAtAgainInsteadOfForEver() {
    RolloutFreeze freeze =
        Written.freeze("shop/f", "{reason: r, windows: [{schedule: '* * * * *', duration: 1m}]}");
    Freezes judged = Judge.of(freeze, at("04T12"));
    assertEquals(NEVER, text(judged.active().orElseThrow().until()));
    assertEquals(at("04T12").plusSeconds(400 * 60), judged.nextChange().orElseThrow());
  }

  /** 400 is how many windows it follows: what ends with the last of them has an end in sight. */
  @Test
  void aStretchOfAsManyWindowsAsItFollowsHasAnEnd() {
    RolloutFreeze freeze =
        Written.freeze(
            "shop/f", "{reason: r, windows: [{schedule: '* 0-11 4 12 *', duration: 1m}]}");
    for (int windows = 399; windows <= 400; windows++) {
      Freezes judged = Judge.of(freeze, at("04T12").minusSeconds(windows * 60));
      assertEquals("04T12", text(judged.active().orElseThrow().until()), windows + " windows");
    }
    Freezes longer = Judge.of(freeze, at("04T12").minusSeconds(401 * 60));
    assertEquals(NEVER, text(longer.active().orElseThrow().until()));
  }

  private static RolloutFreeze window(String name, String text) {
    String[] windowAndRunning = text.split("} ?");
    String running = windowAndRunning.length > 1 ? windowAndRunning[1] : "Continue";
    return Written.freeze(
        "shop/" + name,
        days("{reason: r, running: " + running + ", windows: [" + windowAndRunning[0] + "}]}"));
  }

  /** Writes days and hours of the month out. */
  private static String days(String text) {
    return text.replaceAll("\\b(\\d\\dT\\d\\d)\\b", "'2026-12-$1:00:00Z'")
        .replaceAll("schedule: ([^,}]+)", "schedule: '$1'");
  }

  private static Instant at(String dayAndHour) {
    return Instant.parse("2026-12-" + dayAndHour + ":00:00Z");
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(i -> i.toString().substring(8, 13)).orElse(NEVER);
  }
}
