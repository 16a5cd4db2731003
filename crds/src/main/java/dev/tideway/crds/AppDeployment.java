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

/** An app: what runs, how many, how it is reached, and how it changes. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Kind("AppDeployment")
@Singular("appdeployment")
@Plural("appdeployments")
@ShortNames("appd")
public final class AppDeployment extends CustomResource<AppDeploymentSpec, AppDeploymentStatus>
    implements Namespaced {

  // An object that is built to own a few fields must not bring empty ones along.
  @Override
  protected @Nullable AppDeploymentSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable AppDeploymentStatus initStatus() {
    return null;
  }
}
