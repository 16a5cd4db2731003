package dev.tideway.operator.desired;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.AppPort;
import dev.tideway.crds.AppService;
import java.util.List;
import java.util.Optional;

/**
 * The app that children are built for.
 *
 * @param name name of the AppDeployment
 * @param namespace its namespace, and that of every child
 * @param uid its uid, for owner references
 * @param owned whether children carry an owner reference; not when they are to outlive it
 * @param spec what the user wrote
 */
public record App(
    String name, String namespace, String uid, boolean owned, AppDeploymentSpec spec) {
  static final AppPort DEFAULT_PORT = new AppPort("http", 8080);
  private static final int DEFAULT_SERVICE_PORT = 80;

  /** The same app, for a child that goes with it in any case. */
  App owner() {
    return new App(name, namespace, uid, true, spec);
  }

  /** Ports of the container, at least one; the first is "the" port. */
  List<AppPort> ports() {
    return orDefault(Optional.ofNullable(spec.ports()).orElse(List.of()));
  }

  static List<AppPort> orDefault(List<AppPort> ports) {
    return ports.isEmpty() ? List.of(DEFAULT_PORT) : ports;
  }

  /** The port under which callers know the app. */
  public int servicePort() {
    return Optional.ofNullable(spec.service()).map(AppService::port).orElse(DEFAULT_SERVICE_PORT);
  }
}
