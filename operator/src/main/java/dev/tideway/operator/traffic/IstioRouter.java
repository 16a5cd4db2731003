package dev.tideway.operator.traffic;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Traffic;
import dev.tideway.operator.traffic.VirtualService.Http;
import dev.tideway.operator.traffic.VirtualService.Message;
import dev.tideway.operator.traffic.VirtualService.Share;
import dev.tideway.operator.traffic.VirtualService.Spec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Istio: a VirtualService with weights over a Service for each revision. Istio doesn't report that
 * its proxies follow, so what was written counts as done, and what requests may still go to stays
 * for longer.
 */
final class IstioRouter implements TrafficRouter {
  /** As long as istiod may take to tell every proxy. */
  static final Duration SETTLE = Duration.ofSeconds(15);

  @Override
  public List<HasMetadata> build(App app, Traffic traffic, Scene scene, Cast cast) {
    return Stream.concat(
            Stream.of(IstioRoutes.build(app, traffic.split())),
            IstioRoutes.preview(app, traffic.preview()).stream())
        .<HasMetadata>map(route -> route)
        .toList();
  }

  @Override
  public Routed read(App app, Set<String> revisions, Scene scene) {
    return scene.children().stream()
        .filter(VirtualService.class::isInstance)
        .map(VirtualService.class::cast)
        .filter(route -> route.getMetadata().getName().equals(app.name()))
        .findFirst()
        .map(route -> read(app, revisions, route))
        .orElse(routed(app, false, Map.of(), false, Optional.empty()));
  }

  private static Routed read(App app, Set<String> revisions, VirtualService route) {
    Optional<String> problem = problem(route);
    return routed(
        app, true, Weights.of(app, revisions, services(route)), problem.isEmpty(), problem);
  }

  private static Routed routed(
      App app,
      boolean exists,
      Map<String, Integer> weights,
      boolean confirmed,
      Optional<String> problem) {
    return new Routed(
        true,
        exists,
        weights,
        confirmed,
        problem,
        SETTLE,
        Optional.of("virtualservice " + app.name()),
        Optional.empty());
  }

  private static Map<String, Integer> services(VirtualService route) {
    Map<String, Integer> services = new LinkedHashMap<>();
    shares(route)
        .forEach(
            share ->
                services.put(
                    share.destination().host(), Optional.ofNullable(share.weight()).orElse(0)));
    return services;
  }

  /** Of the last rule: those before it are for testers. */
  private static List<Share> shares(VirtualService route) {
    List<Http> rules = Optional.ofNullable(route.getSpec()).map(Spec::http).orElse(List.of());
    return rules.isEmpty()
        ? List.of()
        : Optional.ofNullable(rules.getLast().route()).orElse(List.of());
  }

  /** What istiod found wrong with the VirtualService as it stands, where it looks. */
  private static Optional<String> problem(VirtualService route) {
    return Optional.ofNullable(route.getStatus())
        .filter(
            status ->
                status.observedGeneration() == null
                    || status.observedGeneration().equals(route.getMetadata().getGeneration()))
        .map(VirtualService.Status::validationMessages)
        .flatMap(messages -> messages.stream().filter(m -> "ERROR".equals(m.level())).findFirst())
        .map(IstioRouter::words);
  }

  private static String words(Message message) {
    return Stream.of(
            Optional.ofNullable(message.type()).map(VirtualService.Type::code),
            Optional.ofNullable(message.type()).map(VirtualService.Type::name),
            Optional.ofNullable(message.documentationUrl()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }
}
