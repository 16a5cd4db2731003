package dev.tideway.operator.traffic;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.BlueGreen;
import dev.tideway.crds.Canary;
import dev.tideway.crds.Mirror;
import dev.tideway.crds.Preview;
import dev.tideway.crds.Strategy;
import dev.tideway.operator.desired.App;
import java.util.Optional;

/** What a spec asks of its route, whatever kind of route that is. */
public final class Asks {
  private Asks() {}

  /** Under which name testers reach a blue-green candidate. */
  static Optional<String> previewHost(App app) {
    return Optional.ofNullable(app.spec().strategy())
        .map(Strategy::blueGreen)
        .map(BlueGreen::preview)
        .map(Preview::host);
  }

  /** How many of a hundred requests a candidate gets a copy of. */
  public static int mirrored(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.strategy())
        .map(Strategy::canary)
        .map(Canary::mirror)
        .map(Mirror::percent)
        .orElse(0);
  }
}
