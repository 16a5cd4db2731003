package dev.tideway.operator.observe;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.GatewayRef;
import dev.tideway.crds.Route;
import dev.tideway.operator.traffic.Asks;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SupportedFeature;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What gateways say they can do, for apps that ask for what not all can. The one thing that is read
 * past the caches: few apps ask, few gateways answer, and the answer hardly ever changes.
 */
final class GatewayFeatures {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Set<String> features, Instant until) {}

  GatewayFeatures(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Names of features; empty where the app needs none, and where nothing is known of them. */
  Set<String> of(AppDeployment app) {
    return gateway(app)
        .map(
            ref -> {
              String namespace =
                  Optional.ofNullable(ref.namespace()).orElse(app.getMetadata().getNamespace());
              return known
                  .compute(
                      namespace + "/" + ref.name(),
                      (key, old) ->
                          old != null && clock.instant().isBefore(old.until())
                              ? old
                              : ask(namespace, ref.name(), old))
                  .features();
            })
        .orElse(Set.of());
  }

  private static Optional<GatewayRef> gateway(AppDeployment app) {
    return Asks.mirrored(app.getSpec()) > 0
        ? Optional.ofNullable(app.getSpec().route()).map(Route::gateway)
        : Optional.empty();
  }

  private Known ask(String namespace, String name, @Nullable Known before) {
    try {
      return new Known(features(namespace, name), clock.instant().plus(KEPT));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        // Then the gateway has to say itself what it can't do, by refusing the route.
        return new Known(Set.of(), clock.instant().plus(KEPT));
      }
      // An apiserver that is away for a moment must not make a gateway be asked what it can't do.
      if (before != null) {
        return before;
      }
      throw e;
    }
  }

  private Set<String> features(String namespace, String name) {
    return Optional.ofNullable(
            client.resources(Gateway.class).inNamespace(namespace).withName(name).get())
        .map(gateway -> gateway.getSpec().getGatewayClassName())
        .map(c -> client.resources(GatewayClass.class).withName(c).get())
        .map(GatewayClass::getStatus)
        .map(
            status ->
                status.getSupportedFeatures().stream()
                    .map(SupportedFeature::getName)
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }
}
