package dev.tideway.operator.traffic;

import dev.tideway.crds.AttachTo;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Names;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.desired.Services;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Traffic;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An HTTPRoute of somebody else that names two Services of ours: one that the stable revision is
 * in, and one for the candidate. Only their weights are written.
 */
final class AttachedRouter implements TrafficRouter {
  @Override
  public List<HasMetadata> build(App app, Traffic traffic, Scene scene, Cast cast) {
    Pairing next = Turning.next(position(app, scene), traffic.split());
    return List.of(
        service(app, Names.ofStable(app.name()), next.stable(), traffic, cast),
        service(app, Names.ofCanary(app.name()), next.canary(), traffic, cast));
  }

  @Override
  public Optional<Weighing> weighing(App app, Traffic traffic, Scene scene) {
    Pairing next = Turning.next(position(app, scene), traffic.split());
    return route(app, scene).flatMap(route -> route.weighing(next.weight()));
  }

  @Override
  public Routed read(App app, Set<String> revisions, Scene scene) {
    Position at = position(app, scene);
    Optional<String> problem =
        obstacle(app, scene)
            .map(Why::text)
            .or(() -> route(app, scene).flatMap(r -> RouteStatus.of(r.route()).problem()));
    boolean whole = at.stable().equals(at.canary());
    boolean confirmed =
        whole
            // Both lead to the same, so only what may yet turn has to be known.
            ? !at.named() || (at.confirmed() && at.share().equals(OptionalInt.of(0)))
            : at.confirmed() && at.share().isPresent();
    return new Routed(
        true,
        at.stable().exists(),
        weights(at),
        confirmed,
        problem,
        Routed.DRAIN,
        Optional.of("httproute " + name(app)),
        Optional.empty());
  }

  @Override
  public Optional<Why> obstacle(App app, Scene scene) {
    Optional<AttachedRoute> route = route(app, scene);
    if (route.filter(AttachedRoute::isNamed).isPresent()) {
      return Optional.empty();
    }
    String stable = Names.ofStable(app.name());
    String canary = Names.ofCanary(app.name());
    String message =
        route.isPresent()
            ? "no rule of HTTPRoute %s names both Service %s and Service %s."
                .formatted(name(app), stable, canary)
            : "HTTPRoute %s, which spec.route.attachTo names, isn't there.".formatted(name(app));
    return Optional.of(
        new Why(
            Reason.RouteNotAttached,
            message,
            "write into a rule of it backendRefs: [{name: %s, port: %d, weight: 100}, {name: %s,"
                    .formatted(stable, app.servicePort(), canary)
                + " port: %d, weight: 0}]".formatted(app.servicePort())));
  }

  private static Map<String, Integer> weights(Position at) {
    if (at.stable().hash().isEmpty() || at.canary().hash().isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> weights = new HashMap<>();
    int share = at.share().orElse(0);
    weights.merge(at.stable().hash().get(), at.named() ? 100 - share : 0, Integer::sum);
    weights.merge(at.canary().hash().get(), at.named() ? share : 0, Integer::sum);
    // What both select has everything, whatever the route says.
    return weights.size() == 1 ? Map.of(at.stable().hash().get(), 100) : weights;
  }

  private static Position position(App app, Scene scene) {
    Optional<AttachedRoute> route = route(app, scene).filter(AttachedRoute::isNamed);
    Map<String, Integer> ready = new HashMap<>();
    scene
        .led()
        .values()
        .forEach(behind -> behind.keySet().forEach(hash -> ready.put(hash, own(app, hash, scene))));
    return new Position(
        Slot.read(Names.ofStable(app.name()), scene),
        Slot.read(Names.ofCanary(app.name()), scene),
        route.isPresent(),
        route.map(AttachedRoute::share).orElse(OptionalInt.empty()),
        route.map(r -> RouteStatus.of(r.route()).confirmed()).orElse(false),
        scene.behind(Names.ofStable(app.name())),
        scene.behind(Names.ofCanary(app.name())),
        ready);
  }

  private static int own(App app, String hash, Scene scene) {
    return scene.behind(Names.ofRevision(app.name(), hash)).getOrDefault(hash, 0);
  }

  private static HasMetadata service(
      App app, String name, Optional<String> hash, Traffic traffic, Cast cast) {
    // Of a revision that nobody knows any more there are no pods either.
    Optional<Revision> revision =
        hash.map(cast.revisions()::get)
            .or(
                () ->
                    traffic
                        .split()
                        .map(split -> split.primary().hash())
                        .map(cast.revisions()::get));
    return Services.ofSlot(app, name, hash.isEmpty() ? Optional.empty() : revision, cast.ports());
  }

  private static Optional<AttachedRoute> route(App app, Scene scene) {
    return AttachedRoute.find(app, name(app), scene.theirs());
  }

  private static String name(App app) {
    AttachTo attachTo = Objects.requireNonNull(app.spec().route()).attachTo();
    return Objects.requireNonNull(attachTo).name();
  }
}
