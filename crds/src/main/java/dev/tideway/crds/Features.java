package dev.tideway.crds;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which {@link Feature}s a spec asks for. */
public final class Features {
  private Features() {}

  /** In the order of the enum. A field that is there but empty asks for nothing. */
  public static Set<Feature> used(AppDeploymentSpec spec) {
    Set<Feature> used = EnumSet.noneOf(Feature.class);
    for (Feature feature : Feature.values()) {
      if (uses(spec, feature)) {
        used.add(feature);
      }
    }
    return Collections.unmodifiableSet(used);
  }

  private static boolean uses(AppDeploymentSpec spec, Feature feature) {
    return switch (feature) {
      case Canary -> has(spec.strategy(), s -> s.type() == StrategyType.Canary);
      case BlueGreen -> has(spec.strategy(), s -> s.type() == StrategyType.BlueGreen);
      case Analysis -> spec.analysis() != null;
      case Migration -> spec.migration() != null;
      case Adopt -> spec.adopt() != null;
      case Monitoring -> spec.monitoring() != null;
      case Notifications -> filled(spec.notifications());
      case AutoscalingSchedule -> has(spec.autoscaling(), a -> filled(a.schedule()));
      case RouteAttachTo -> has(spec.route(), r -> r.attachTo() != null);
      case ConfigTrackRestart ->
          tracked(spec).map(t -> t.stream().anyMatch(Features::restarts)).orElse(false);
    };
  }

  private static Optional<Collection<TrackedConfig>> tracked(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.config()).map(AppConfig::track);
  }

  // Restart is the default of the schema; an object from before it has none.
  private static boolean restarts(TrackedConfig tracked) {
    return tracked.mode() != TrackMode.Live;
  }

  private static <T> boolean has(@Nullable T part, Predicate<T> asks) {
    return part != null && asks.test(part);
  }

  private static boolean filled(@Nullable Collection<?> list) {
    return list != null && !list.isEmpty();
  }
}
