package dev.tideway.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.Apiserver;
import dev.tideway.operator.Fakes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InformersTest {
  private static final int KINDS = 14;
  private static final String NO_GATEWAY_API =
      "{\"kind\": \"APIResourceList\", \"apiVersion\": \"v1\", \"groupVersion\": \"v1\","
          + " \"resources\": []}";

  @Test
  void eachNamespaceHasAStoreOfItsOwnForEachKind() throws IOException {
    List<InformerConfiguration<?>> all = configurations(start(new Informers(), "a", "b"));
    Set<ItemStore<?>> stores = Collections.newSetFromMap(new IdentityHashMap<>());
    all.forEach(configuration -> stores.add(configuration.getItemStore()));
    assertEquals(2 * KINDS, stores.size());
    assertEquals(2 * KINDS, all.stream().map(InformerConfiguration::getName).distinct().count());
    assertEquals(
        Map.of(Set.of("a"), (long) KINDS, Set.of("b"), (long) KINDS),
        all.stream()
            .collect(
                Collectors.groupingBy(
                    InformerConfiguration::getNamespaces, Collectors.counting())));
  }

  @Test
  void nothingButWhatPeopleAskForIsWatchedWithoutALabel() throws IOException {
    assertEquals(
        Set.of("RolloutAction"),
        configurations(start(new Informers(), "a")).stream()
            .filter(c -> !"app.kubernetes.io/managed-by=tideway".equals(c.getLabelSelector()))
            .map(c -> c.getResourceClass().getSimpleName())
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @CsvSource({
    "v1, Service, a, true",
    "v1, Service, c, false",
    "v1, Secret, a, false",
    "gateway.networking.k8s.io/v1, HTTPRoute, a, false"
  })
  void whatIsWatchedDependsOnKindAndNamespace(
      String version, String kind, String namespace, boolean watched) throws IOException {
    Informers informers = new Informers();
    start(informers, "a", "b");
    HasMetadata object =
        Serialization.unmarshal(
            "---\n{apiVersion: %s, kind: %s, metadata: {name: web, namespace: %s}}"
                .formatted(version, kind, namespace));
    assertEquals(watched, informers.watches(object));
  }

  private static List<EventSource<?, AppDeployment>> start(Informers informers, String... names)
      throws IOException {
    try (Apiserver apiserver = Apiserver.answering(200, NO_GATEWAY_API);
        KubernetesClient client = apiserver.client()) {
      ConfigurationService service =
          Fakes.answering(
              ConfigurationService.class,
              Map.of("parseResourceVersionsForEventFilteringAndCaching", true));
      @SuppressWarnings("unchecked") // a proxy knows no type arguments
      ControllerConfiguration<AppDeployment> controller =
          Fakes.answering(
              ControllerConfiguration.class,
              Map.of("getEffectiveNamespaces", Set.of(names), "getConfigurationService", service));
      @SuppressWarnings("unchecked")
      IndexerResourceCache<AppDeployment> cache =
          Fakes.answering(IndexerResourceCache.class, Map.of());
      return informers.start(
          new EventSourceContext<>(cache, controller, client, AppDeployment.class));
    }
  }

  private static List<InformerConfiguration<?>> configurations(
      List<EventSource<?, AppDeployment>> sources) {
    return sources.stream()
        .map(InformerEventSource.class::cast)
        .<InformerConfiguration<?>>map(source -> informer(source))
        .toList();
  }

  private static InformerConfiguration<?> informer(InformerEventSource<?, ?> source) {
    return source.configuration().getInformerConfig();
  }
}
