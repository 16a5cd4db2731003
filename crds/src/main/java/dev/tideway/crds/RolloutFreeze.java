package dev.tideway.crds;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A time in which no rollout may start. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Kind("RolloutFreeze")
@Singular("rolloutfreeze")
@Plural("rolloutfreezes")
@ShortNames("freeze")
public final class RolloutFreeze extends CustomResource<RolloutFreezeSpec, RolloutFreezeStatus>
    implements Namespaced {

  // An object that is built to own a few fields must not bring empty ones along.
  @Override
  protected @Nullable RolloutFreezeSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable RolloutFreezeStatus initStatus() {
    return null;
  }
}
