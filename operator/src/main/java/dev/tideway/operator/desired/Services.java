package dev.tideway.operator.desired;

import dev.tideway.crds.AppPort;
import dev.tideway.crds.AppService;
import dev.tideway.crds.BlueGreen;
import dev.tideway.crds.Strategy;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Services of an app: its own, one for each revision that a route names, the two that somebody
 * else's route names, the preview's.
 */
public final class Services {
  private Services() {}

  /** Selects every revision's pods: traffic goes by replica count. */
  static Service ofAll(App app, Ports reached) {
    return build(app, Meta.ofApp(app), type(app), Labels.selector(app.name()), reached);
  }

  /**
   * The app's Service while a route, or a switch, decides: callers within the cluster reach one.
   */
  static Service ofHome(App app, Revision home) {
    return build(app, Meta.ofApp(app), type(app), selector(app, home), Ports.of(home));
  }

  /** The Service that a route names. */
  static Service ofRevision(App app, Revision revision) {
    return build(
        app,
        Meta.ofRevision(app, revision.id().hash()),
        "ClusterIP",
        selector(app, revision),
        Ports.of(revision));
  }

  /** Where testers find a blue-green candidate. */
  static Optional<Service> ofPreview(App app, Revision shown) {
    return Optional.ofNullable(app.spec().strategy())
        .map(Strategy::blueGreen)
        .map(BlueGreen::preview)
        .map(
            preview ->
                build(
                    app,
                    Meta.ofApp(app, Names.ofPreview(app.name())),
                    "ClusterIP",
                    selector(app, shown),
                    Ports.of(shown)));
  }

  /**
   * A Service that somebody else's route names, which therefore keeps its name.
   *
   * @param revision whose pods it selects; empty for all of them
   * @param reached ports of all revisions that have pods
   */
  public static Service ofSlot(App app, String name, Optional<Revision> revision, Ports reached) {
    return build(
        app,
        Meta.ofApp(app, name),
        "ClusterIP",
        revision.map(r -> selector(app, r)).orElseGet(() -> Labels.selector(app.name())),
        revision.map(Ports::of).orElse(reached));
  }

  private static Service build(
      App app, ObjectMeta meta, String type, Map<String, String> selector, Ports reached) {
    Map<String, String> annotations =
        Optional.ofNullable(app.spec().service()).map(AppService::annotations).orElse(Map.of());
    return new ServiceBuilder()
        .withMetadata(new ObjectMetaBuilder(meta).withAnnotations(annotations).build())
        .withNewSpec()
        .withType(type)
        .withSelector(selector)
        .withPorts(ports(app, reached))
        .endSpec()
        .build();
  }

  private static String type(App app) {
    return Optional.ofNullable(app.spec().service()).map(AppService::type).orElse("ClusterIP");
  }

  private static Map<String, String> selector(App app, Revision revision) {
    return Labels.selector(app.name(), revision.id().hash());
  }

  /** The first port under the Service's own number, the others under theirs. */
  private static List<ServicePort> ports(App app, Ports reached) {
    List<ServicePort> ports = new ArrayList<>();
    for (AppPort port : reached.shown()) {
      int number = ports.isEmpty() ? app.servicePort() : port.port();
      // The Service's own number is live, so it may be that of a port which is still shown.
      if (ports.stream().noneMatch(p -> p.getPort() == number)) {
        ports.add(
            new ServicePortBuilder()
                .withName(port.name())
                .withPort(number)
                .withProtocol("TCP")
                .withTargetPort(reached.target(port))
                .build());
      }
    }
    return ports;
  }
}
