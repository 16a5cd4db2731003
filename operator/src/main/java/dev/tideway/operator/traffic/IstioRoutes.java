package dev.tideway.operator.traffic;

import dev.tideway.crds.IstioRoute;
import dev.tideway.crds.Route;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Meta;
import dev.tideway.operator.desired.Names;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Split;
import dev.tideway.operator.traffic.VirtualService.Destination;
import dev.tideway.operator.traffic.VirtualService.Http;
import dev.tideway.operator.traffic.VirtualService.Percent;
import dev.tideway.operator.traffic.VirtualService.Port;
import dev.tideway.operator.traffic.VirtualService.Share;
import dev.tideway.operator.traffic.VirtualService.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The VirtualServices of an app. */
final class IstioRoutes {
  private IstioRoutes() {}

  /**
   * The route that users come by.
   *
   * @param split over the revisions' own Services; empty for the app's own Service
   */
  static VirtualService build(App app, Optional<Split> split) {
    Route route = Objects.requireNonNull(app.spec().route());
    return service(
        app, app.name(), Objects.requireNonNullElse(route.hosts(), List.of()), rules(app, split));
  }

  /** The route of testers to a blue-green candidate. */
  static Optional<VirtualService> preview(App app, Optional<RevisionId> revision) {
    Destination shown = destination(app, Names.ofPreview(app.name()));
    return revision
        .flatMap(id -> Asks.previewHost(app))
        .map(
            host ->
                service(
                    app,
                    Names.ofPreview(app.name()),
                    List.of(host),
                    List.of(rule(IstioMatches.ofPaths(app), List.of(new Share(shown, 100))))));
  }

  private static VirtualService service(
      App app, String name, List<String> hosts, List<Http> rules) {
    IstioRoute istio = Objects.requireNonNull(Objects.requireNonNull(app.spec().route()).istio());
    VirtualService service = new VirtualService();
    service.setMetadata(Meta.ofApp(app, name));
    service.setSpec(new Spec(hosts, istio.gateways(), rules));
    return service;
  }

  private static List<Http> rules(App app, Optional<Split> split) {
    List<Http> rules = new ArrayList<>();
    Optional<Destination> candidate =
        split.flatMap(Split::candidate).map(revision -> destination(app, revision));
    List<VirtualService.Match> testers = IstioMatches.ofTesters(app);
    candidate
        .filter(c -> !testers.isEmpty())
        .ifPresent(c -> rules.add(rule(testers, List.of(new Share(c, 100)))));
    int percent = Asks.mirrored(app.spec());
    Optional<Destination> mirror = candidate.filter(c -> percent > 0);
    rules.add(
        new Http(
            IstioMatches.ofPaths(app),
            shares(app, split),
            mirror.orElse(null),
            mirror.map(m -> new Percent(percent)).orElse(null)));
    return rules;
  }

  private static Http rule(List<VirtualService.Match> matches, List<Share> shares) {
    return new Http(matches, shares, null, null);
  }

  private static List<Share> shares(App app, Optional<Split> split) {
    if (split.isEmpty()) {
      return List.of(new Share(destination(app, app.name()), 100));
    }
    List<Share> shares = new ArrayList<>();
    int weight = split.get().weight();
    shares.add(new Share(destination(app, split.get().primary()), 100 - weight));
    split.get().candidate().ifPresent(c -> shares.add(new Share(destination(app, c), weight)));
    return shares;
  }

  private static Destination destination(App app, RevisionId revision) {
    return destination(app, Names.ofRevision(app.name(), revision.hash()));
  }

  /** A short name is looked for in the VirtualService's own namespace. */
  private static Destination destination(App app, String service) {
    return new Destination(service, new Port(app.servicePort()));
  }
}
