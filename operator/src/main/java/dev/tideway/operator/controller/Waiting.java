package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.RolloutFreeze;
import dev.tideway.operator.domain.Freeze;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers which app waits for which freeze, from what the passes over apps find. */
public final class Waiting implements HeldApps {
  // In memory alone: after a restart the first pass over each app finds it again.
  private final Map<ResourceID, ResourceID> freezes = new ConcurrentHashMap<>();
  private volatile Consumer<ResourceID> listener = freeze -> {};

  /**
   * Notes what a pass over an app found.
   *
   * @param freeze what it waits for; empty when nothing holds it up, or when it is gone
   */
  public void note(AppDeployment app, Optional<Freeze> freeze) {
    ResourceID id = ResourceID.fromResource(app);
    @Nullable ResourceID now =
        freeze.map(f -> new ResourceID(f.name(), f.namespace())).orElse(null);
    @Nullable ResourceID before = now == null ? freezes.remove(id) : freezes.put(id, now);
    if (!Objects.equals(before, now)) {
      Stream.of(Optional.ofNullable(before), Optional.ofNullable(now))
          .flatMap(Optional::stream)
          .forEach(listener);
    }
  }

  @Override
  public List<String> heldBy(RolloutFreeze freeze) {
    ResourceID id = ResourceID.fromResource(freeze);
    String own = freeze.getMetadata().getNamespace();
    return freezes.entrySet().stream()
        .filter(entry -> entry.getValue().equals(id))
        .map(entry -> name(entry.getKey(), own))
        .sorted()
        .toList();
  }

  @Override
  public void listen(Consumer<ResourceID> freezeChanged) {
    listener = freezeChanged;
  }

  private static String name(ResourceID app, String own) {
    String namespace = app.getNamespace().orElse(own);
    return namespace.equals(own) ? app.getName() : namespace + "/" + app.getName();
  }
}
