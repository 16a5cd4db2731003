package dev.tideway.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.RolloutFreezeStatus;
import dev.tideway.operator.domain.Freeze;
import dev.tideway.operator.domain.Freezes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreezeStatusesTest {
  private static final Freeze FREEZE =
      new Freeze("f", "shop", "r", "jane", false, Optional.empty());
  private static final Instant MONDAY = Instant.parse("2026-12-07T08:00:00.5Z");

  @Test
  void oneThatRestsTellsOnlyThat() {
    assertEquals(
        new RolloutFreezeStatus(false, null, null, null),
        FreezeStatuses.of(
            new Freezes(Optional.empty(), Optional.of(MONDAY)), Optional.empty(), List.of()));
  }

  @Test
  void oneThatHoldsTellsUntilWhenAndWhoWaits() {
    assertEquals(
        new RolloutFreezeStatus(true, "2026-12-07T08:00:00Z", null, List.of("api", "web")),
        FreezeStatuses.of(
            active(FREEZE.until(Optional.of(MONDAY))), Optional.empty(), List.of("api", "web")));
  }

  @Test
  void oneThatIsNotUnderstoodTellsWhy() {
    assertEquals(
        new RolloutFreezeStatus(true, null, "write it so", null),
        FreezeStatuses.of(active(FREEZE), Optional.of("write it so"), List.of()));
  }

  @Test
  void moreAppsThanAStatusTakesAreCounted() {
    List<String> apps = IntStream.range(100, 200).mapToObj(i -> "web-" + i).toList();
    assertEquals(apps.subList(0, 64), told(apps.subList(0, 64)));
    List<String> told = told(apps);
    assertEquals(apps.subList(0, 63), told.subList(0, 63));
    assertEquals(List.of("and 37 more"), told.subList(63, told.size()));
  }

  private static List<String> told(List<String> apps) {
    return Optional.ofNullable(FreezeStatuses.of(active(FREEZE), Optional.empty(), apps).held())
        .orElseThrow();
  }

  private static Freezes active(Freeze freeze) {
    return new Freezes(Optional.of(freeze), Optional.empty());
  }
}
