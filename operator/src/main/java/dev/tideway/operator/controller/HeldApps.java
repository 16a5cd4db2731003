package dev.tideway.operator.controller;

import dev.tideway.crds.RolloutFreeze;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.function.Consumer;

/** Which apps wait for a freeze. */
public interface HeldApps {
  /** Their names, in order; with the namespace where it isn't the freeze's own. */
  List<String> heldBy(RolloutFreeze freeze);

  /** Names a listener that is told of every freeze whose apps have changed. */
  void listen(Consumer<ResourceID> freezeChanged);
}
