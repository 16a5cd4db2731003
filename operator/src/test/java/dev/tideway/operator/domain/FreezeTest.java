package dev.tideway.operator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-30T08:00:00Z     | frozen by jane until 2026-11-30T08:00:00Z: no releases at weekends (rolloutfreeze shop/weekend)
          2026-11-30T08:00:00.005Z | frozen by jane until 2026-11-30T08:00:00Z: no releases at weekends (rolloutfreeze shop/weekend)
                                   | frozen by jane until somebody deletes it: no releases at weekends (rolloutfreeze shop/weekend)
          """)
  void tellsWhoAndUntilWhenAndWhy(String until, String sentence) {
    Optional<Instant> end = Optional.ofNullable(until).map(Instant::parse);
    assertEquals(
        sentence,
        new Freeze("weekend", "shop", "no releases at weekends", "jane", false, end).sentence());
  }
}
