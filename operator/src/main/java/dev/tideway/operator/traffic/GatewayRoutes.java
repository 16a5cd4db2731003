package dev.tideway.operator.traffic;

import dev.tideway.crds.GatewayRef;
import dev.tideway.crds.Route;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Meta;
import dev.tideway.operator.desired.Names;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Split;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRefBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilterBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The HTTPRoutes of an app. */
final class GatewayRoutes {
  private GatewayRoutes() {}

  /**
   * The route that users come by.
   *
   * @param split over the revisions' own Services; empty for the app's own Service
   * @param mirrored how many of a hundred requests the candidate gets a copy of
   */
  static HTTPRoute build(App app, Optional<Split> split, int mirrored) {
    Route route = Objects.requireNonNull(app.spec().route());
    return route(app, app.name(), Optional.ofNullable(route.hosts()).orElse(List.of()))
        .editSpec()
        .withRules(rules(app, split, mirrored))
        .endSpec()
        .build();
  }

  /** The route of testers to a blue-green candidate. */
  static Optional<HTTPRoute> preview(App app, Optional<RevisionId> revision) {
    return revision.flatMap(id -> Asks.previewHost(app)).map(host -> preview(app, host));
  }

  private static HTTPRoute preview(App app, String host) {
    return route(app, Names.ofPreview(app.name()), List.of(host))
        .editSpec()
        .withRules(
            new HTTPRouteRuleBuilder()
                .withMatches(RouteMatches.ofPaths(app.spec().route()))
                .withBackendRefs(backend(app, Names.ofPreview(app.name()), 100))
                .build())
        .endSpec()
        .build();
  }

  private static HTTPRouteBuilder route(App app, String name, List<String> hosts) {
    Route asked = Objects.requireNonNull(app.spec().route());
    GatewayRef gateway = Objects.requireNonNull(asked.gateway());
    return new HTTPRouteBuilder()
        .withMetadata(Meta.ofApp(app, name))
        .withNewSpec()
        .addNewParentRef()
        .withGroup("gateway.networking.k8s.io")
        .withKind("Gateway")
        .withName(gateway.name())
        .withNamespace(gateway.namespace())
        .withSectionName(gateway.sectionName())
        .endParentRef()
        .withHostnames(hosts)
        .endSpec();
  }

  private static List<HTTPRouteRule> rules(App app, Optional<Split> split, int mirrored) {
    List<HTTPRouteRule> rules = new ArrayList<>();
    Optional<RevisionId> candidate = split.flatMap(Split::candidate);
    candidate
        .filter(c -> !RouteMatches.ofTesters(app.spec()).isEmpty())
        .ifPresent(
            c ->
                rules.add(
                    new HTTPRouteRuleBuilder()
                        .withMatches(RouteMatches.ofTesters(app.spec()))
                        .withBackendRefs(backend(app, c, 100))
                        .build()));
    rules.add(
        new HTTPRouteRuleBuilder()
            .withMatches(RouteMatches.ofPaths(app.spec().route()))
            .withFilters(mirror(app, candidate, mirrored))
            .withBackendRefs(backends(app, split))
            .build());
    return rules;
  }

  private static List<HTTPBackendRef> backends(App app, Optional<Split> split) {
    return split
        .map(
            s -> {
              List<HTTPBackendRef> backends = new ArrayList<>();
              backends.add(backend(app, s.primary(), 100 - s.weight()));
              s.candidate().ifPresent(c -> backends.add(backend(app, c, s.weight())));
              return backends;
            })
        .orElseGet(() -> List.of(backend(app, app.name(), 100)));
  }

  private static HTTPBackendRef backend(App app, RevisionId revision, int weight) {
    return backend(app, Names.ofRevision(app.name(), revision.hash()), weight);
  }

  private static HTTPBackendRef backend(App app, String service, int weight) {
    return new HTTPBackendRefBuilder()
        .withGroup("")
        .withKind("Service")
        .withName(service)
        .withPort(app.servicePort())
        .withWeight(weight)
        .build();
  }

  /** Copies of requests, as long as there is a candidate to send them to. */
  private static List<HTTPRouteFilter> mirror(
      App app, Optional<RevisionId> candidate, int percent) {
    return candidate.filter(c -> percent > 0).stream()
        .map(
            c ->
                new HTTPRouteFilterBuilder()
                    .withType("RequestMirror")
                    .withNewRequestMirror()
                    // A gateway may know of copies and not of shares.
                    .withPercent(percent == 100 ? null : percent)
                    .withNewBackendRef()
                    .withGroup("")
                    .withKind("Service")
                    .withName(Names.ofRevision(app.name(), c.hash()))
                    .withPort(app.servicePort())
                    .endBackendRef()
                    .endRequestMirror()
                    .build())
        .toList();
  }
}
