package dev.tideway.operator.status;

import dev.tideway.crds.RolloutFreeze;
import dev.tideway.crds.RolloutFreezeStatus;
import dev.tideway.operator.domain.Freeze;
import dev.tideway.operator.domain.Freezes;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a RolloutFreeze tells about itself. */
public final class FreezeStatuses {
  // The CRD takes no more.
  private static final int MOST_HELD = 64;

  private FreezeStatuses() {}

  /**
   * @param judged what this one freeze means now
   * @param problem what can't be understood in it, and what to write instead
   * @param held names of the apps that wait for it
   */
  public static RolloutFreezeStatus of(
      Freezes judged, Optional<String> problem, List<String> held) {
    return new RolloutFreezeStatus(
        judged.active().isPresent(),
        judged.active().flatMap(Freeze::until).map(Times::text).orElse(null),
        problem.orElse(null),
        held.isEmpty() ? null : shortened(held));
  }

  /**
   * Writes a status, if it says something new.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException with code 409 if somebody has
   *     written the freeze since it was read
   */
  public static void write(
      RolloutFreeze read, RolloutFreezeStatus status, Context<RolloutFreeze> context) {
    if (!status.equals(read.getStatus())) {
      RolloutFreeze update = new RolloutFreeze();
      update.setStatus(status);
      StatusPatch.apply(read, update, context);
    }
  }

  private static List<String> shortened(List<String> held) {
    if (held.size() <= MOST_HELD) {
      return held;
    }
    int shown = MOST_HELD - 1;
    return Stream.concat(
            held.stream().limit(shown), Stream.of("and " + (held.size() - shown) + " more"))
        .toList();
  }
}
