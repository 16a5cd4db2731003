package dev.tideway.operator.desired;

import dev.tideway.crds.AppPort;
import dev.tideway.crds.AppService;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Service of an app. It selects every revision's pods: traffic goes by replica count. */
final class Services {
  private Services() {}

  static Service build(App app, Ports reached) {
    Optional<AppService> service = Optional.ofNullable(app.spec().service());
    return new ServiceBuilder()
        .withMetadata(Meta.ofApp(app))
        .editMetadata()
        .withAnnotations(service.map(AppService::annotations).orElse(Map.of()))
        .endMetadata()
        .withNewSpec()
        .withType(service.map(AppService::type).orElse("ClusterIP"))
        .withSelector(Labels.selector(app.name()))
        .withPorts(ports(app, reached))
        .endSpec()
        .build();
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
