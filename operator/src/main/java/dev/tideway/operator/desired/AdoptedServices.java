package dev.tideway.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Services that an app has taken over. They lead where its own Service leads, and keep what callers
 * know them by: their name, and the numbers and names of their ports. A port that changes its name
 * has no endpoints until they are written anew, and requests are lost.
 */
public final class AdoptedServices {
  private AdoptedServices() {}

  /**
   * The children of an app, with those Services among them that it has taken over.
   *
   * @param observed children as they are
   * @param due the name of one that the app has, or is about to have
   */
  public static List<HasMetadata> among(
      List<HasMetadata> children, App app, List<HasMetadata> observed, Optional<String> due) {
    Service own = ownOf(app, children);
    Map<String, Service> services = new TreeMap<>(Map.of(app.name(), own));
    due.filter(name -> !name.equals(app.name()))
        .ifPresent(name -> services.put(name, renamed(own, name)));
    observed.stream()
        .filter(object -> object instanceof Service && isAdopted(object))
        .forEach(s -> services.put(s.getMetadata().getName(), build(app, own, (Service) s)));
    Service first = Objects.requireNonNull(services.remove(app.name()));
    List<HasMetadata> all = new ArrayList<>(children);
    all.replaceAll(child -> child == own ? first : child);
    all.addAll(services.values());
    return all;
  }

  /** The app's own Service. */
  public static Service ownOf(App app, List<HasMetadata> children) {
    return children.stream()
        .filter(Service.class::isInstance)
        .map(Service.class::cast)
        .filter(s -> s.getMetadata().getName().equals(app.name()))
        .findFirst()
        .orElseThrow();
  }

  /** Ports that callers know, and that the app has no counterpart of. */
  public static List<ServicePort> unserved(App app, Revision target, Service known) {
    Service own = Services.ofAll(app, Ports.of(target));
    return known.getSpec().getPorts().stream()
        .filter(port -> target(app, own, known, port).isEmpty())
        .toList();
  }

  /** Whether the app's other ports would have to be left out, since the only one has no name. */
  public static boolean hasNoRoom(App app, Revision target, Service known) {
    return isOwn(app, known)
        && target.ports().size() > 1
        && known.getSpec().getPorts().stream().anyMatch(port -> port.getName() == null);
  }

  /**
   * What a Service is once it is the app's.
   *
   * @param own the app's own Service
   */
  static Service build(App app, Service own, Service known) {
    String name = known.getMetadata().getName();
    return isOwn(app, known)
        ? adopted(
            app, own, name, own.getMetadata().getAnnotations(), own.getSpec(), ports(own, known))
        : adopted(app, own, name, Map.of(), known.getSpec(), led(app, own, known));
  }

  private static Service adopted(
      App app,
      Service own,
      String name,
      Map<String, String> annotations,
      ServiceSpec typed,
      List<ServicePort> ports) {
    return new ServiceBuilder()
        .withMetadata(Meta.ofApp(app, name))
        .editMetadata()
        .withAnnotations(annotations)
        .addToLabels(Labels.ADOPTED, "true")
        .endMetadata()
        .withNewSpec()
        .withType(typed.getType())
        .withSelector(own.getSpec().getSelector())
        .withPorts(ports)
        .endSpec()
        .build();
  }

  private static Service renamed(Service own, String name) {
    return new ServiceBuilder(own)
        .editMetadata()
        .withName(name)
        .withAnnotations(Map.of())
        .addToLabels(Labels.ADOPTED, "true")
        .endMetadata()
        .build();
  }

  /** The app's own ports, under the names that callers know. */
  private static List<ServicePort> ports(Service own, Service known) {
    List<ServicePort> ports = own.getSpec().getPorts();
    return ports.stream()
        .map(
            port ->
                find(known, port)
                    .filter(old -> old.getName() != null || ports.size() == 1)
                    .map(old -> new ServicePortBuilder(port).withName(old.getName()).build())
                    .orElse(port))
        .toList();
  }

  /** The ports that callers know, which lead to the app's own. */
  private static List<ServicePort> led(App app, Service own, Service known) {
    return known.getSpec().getPorts().stream()
        .map(
            port ->
                new ServicePortBuilder()
                    .withName(port.getName())
                    .withPort(port.getPort())
                    .withProtocol("TCP")
                    .withTargetPort(target(app, own, known, port).orElse(port.getTargetPort()))
                    .build())
        .toList();
  }

  /** The port of the same number, or the app's first one where there is no choice. */
  private static Optional<IntOrString> target(
      App app, Service own, Service known, ServicePort port) {
    if (port.getProtocol() != null && !port.getProtocol().equals("TCP")) {
      return Optional.empty();
    }
    boolean only = known.getSpec().getPorts().size() == 1 && !isOwn(app, known);
    return find(own, port)
        .or(() -> Optional.of(own.getSpec().getPorts().getFirst()).filter(first -> only))
        .map(ServicePort::getTargetPort);
  }

  static Optional<ServicePort> find(Service service, ServicePort like) {
    return service.getSpec().getPorts().stream()
        .filter(port -> Objects.equals(port.getPort(), like.getPort()))
        .findFirst();
  }

  private static boolean isOwn(App app, Service known) {
    return known.getMetadata().getName().equals(app.name());
  }

  private static boolean isAdopted(HasMetadata service) {
    return Stream.ofNullable(service.getMetadata().getLabels())
        .anyMatch(labels -> "true".equals(labels.get(Labels.ADOPTED)));
  }
}
