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

/** What somebody wants done to a rollout, as an object of its own. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Kind("RolloutAction")
@Singular("rolloutaction")
@Plural("rolloutactions")
@ShortNames("ra")
public final class RolloutAction extends CustomResource<RolloutActionSpec, RolloutActionStatus>
    implements Namespaced {

  // An object that is built to own a few fields must not bring empty ones along.
  @Override
  protected @Nullable RolloutActionSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable RolloutActionStatus initStatus() {
    return null;
  }
}
