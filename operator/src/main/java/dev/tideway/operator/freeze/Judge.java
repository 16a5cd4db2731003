package dev.tideway.operator.freeze;

import dev.tideway.crds.RolloutFreeze;
import dev.tideway.operator.domain.Freeze;
import dev.tideway.operator.domain.Freezes;
import dev.tideway.operator.freeze.Windows.Stretch;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what is frozen now, and until when. */
public final class Judge {
  // A stretch without an end in sight lasts longest.
  private static final Comparator<Holding> PAUSING_THEN_LONGEST =
      Comparator.comparing((Holding h) -> h.rule().freeze().pausesRunning())
          .thenComparing(h -> h.stretch().end().orElse(Instant.MAX))
          .thenComparing(h -> h.rule().freeze().namespace() + "/" + h.rule().freeze().name());

  private Judge() {}

  private record Holding(Rule rule, Stretch stretch) {}

  /** What one freeze means for the apps that it is for. */
  public static Freezes of(RolloutFreeze freeze, Instant now) {
    return of(List.of(Rule.of(freeze)), now);
  }

  /**
   * What holds for an app.
   *
   * @param freezes any; those of other namespaces don't count, except the operator's own
   * @param namespace the app's
   * @param labels the app's
   */
  public static Freezes of(
      Collection<RolloutFreeze> freezes,
      String namespace,
      Map<String, String> labels,
      String operatorNamespace,
      Instant now) {
    return of(
        freezes.stream()
            .map(Rule::of)
            .filter(rule -> rule.holdsFor(namespace, labels, operatorNamespace))
            .toList(),
        now);
  }

  /** What is wrong with a freeze, and what to write instead. */
  public static Optional<String> problem(RolloutFreeze freeze) {
    return Rule.of(freeze).problem();
  }

  private static Freezes of(List<Rule> rules, Instant now) {
    Optional<Freeze> active =
        rules.stream()
            .flatMap(rule -> rule.windows().at(now).map(s -> new Holding(rule, s)).stream())
            .max(PAUSING_THEN_LONGEST)
            .map(held -> held.rule().freeze().until(endOfAll(rules, now)));
    // Even while one holds: another that begins or ends may pause what runs, or stop to.
    Optional<Instant> nextChange =
        rules.stream()
            .flatMap(rule -> nextChange(rule.windows(), now).stream())
            .min(Comparator.naturalOrder());
    return new Freezes(active, nextChange);
  }

  private static Optional<Instant> endOfAll(List<Rule> rules, Instant now) {
    return Windows.together(rules.stream().map(Rule::windows)).at(now).flatMap(Stretch::end);
  }

  private static Optional<Instant> nextChange(Windows windows, Instant now) {
    return windows.at(now).map(Stretch::change).orElseGet(() -> windows.startAfter(now));
  }
}
