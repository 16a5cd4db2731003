package dev.tideway.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.RolloutFreeze;
import dev.tideway.operator.Apiserver;
import dev.tideway.operator.Fakes;
import dev.tideway.operator.freeze.Written;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeCacheTest {
  private static final Set<String> ALL = Set.of(Constants.WATCH_ALL_NAMESPACES);

  @ParameterizedTest
  @CsvSource({
    "shop blog,   system, RolloutFreeze@blog RolloutFreeze@shop RolloutFreeze@system",
    "shop,        shop,   RolloutFreeze@shop"
  })
  void theOperatorsOwnNamespaceIsWatchedToo(String apps, String own, String sources)
      throws IOException {
    assertEquals(
        sources, names(start(new FreezeCache(own), Set.copyOf(Arrays.asList(apps.split(" "))))));
  }

  @Test
  void allNamespacesNeedOneWatch() throws IOException {
    assertEquals(
        "RolloutFreeze@" + Constants.WATCH_ALL_NAMESPACES,
        names(start(new FreezeCache("system"), ALL)));
    assertEquals(ALL, FreezeCache.namespaces(ALL, "system"));
    assertEquals(Set.of(), FreezeCache.namespaces(Set.of(), "system"), "none means all");
    assertEquals(Set.of("shop", "system"), FreezeCache.namespaces(Set.of("shop"), "system"));
  }

  @ParameterizedTest
  @CsvSource({
    "shop/f,   shop/api shop/web",
    "blog/f,   blog/web",
    "system/f, blog/web shop/api shop/web",
    "empty/f,  ''"
  })
  void aFreezeWakesTheAppsThatItMayBeForWhateverItSelectsNow(String path, String woken) {
    RolloutFreeze freeze = Written.freeze(path, "{reason: r, selector: {matchLabels: {a: b}}}");
    assertEquals(
        woken,
        new FreezeCache("system")
            .apps(freeze, apps("shop/web", "shop/api", "blog/web")).stream()
                .map(id -> id.getNamespace().orElseThrow() + "/" + id.getName())
                .sorted()
                .collect(Collectors.joining(" ")));
  }

  @Test
  void itsOwnStatusIsNoNews() {
    RolloutFreeze before = Written.freeze("shop/f", "{reason: r}");
    RolloutFreeze now = Written.freeze("shop/f", "{reason: r}");
    now.getMetadata().setResourceVersion("8");
    assertEquals(false, FreezeCache.isNews(now, before));
    now.getMetadata().setAnnotations(Map.of("tideway.dev/requested-by", "joe"));
    assertEquals(true, FreezeCache.isNews(now, before));
    now = Written.freeze("shop/f", "{reason: r}");
    now.getMetadata().setGeneration(2L);
    assertEquals(true, FreezeCache.isNews(now, before));
  }

  private static List<EventSource<?, AppDeployment>> start(FreezeCache cache, Set<String> names)
      throws IOException {
    try (Apiserver apiserver = Apiserver.answering(200, "{}");
        KubernetesClient client = apiserver.client()) {
      ConfigurationService service =
          Fakes.answering(
              ConfigurationService.class,
              Map.of("parseResourceVersionsForEventFilteringAndCaching", true));
      @SuppressWarnings("unchecked") // a proxy knows no type arguments
      ControllerConfiguration<AppDeployment> controller =
          Fakes.answering(
              ControllerConfiguration.class,
              Map.of("getEffectiveNamespaces", names, "getConfigurationService", service));
      return cache.start(new EventSourceContext<>(apps(), controller, client, AppDeployment.class));
    }
  }

  private static String names(List<EventSource<?, AppDeployment>> sources) {
    return sources.stream()
        .map(EventSource::name)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  /** A cache that lists apps: all of them, or those of the namespace that it is asked for. */
  @SuppressWarnings("unchecked") // a proxy knows no type arguments
  private static IndexerResourceCache<AppDeployment> apps(String... paths) {
    return (IndexerResourceCache<AppDeployment>)
        Proxy.newProxyInstance(
            FreezeCacheTest.class.getClassLoader(),
            new Class<?>[] {IndexerResourceCache.class},
            (proxy, method, arguments) ->
                Stream.of(paths)
                    .filter(
                        path ->
                            arguments.length == 1
                                || path.startsWith(String.valueOf(arguments[0]) + "/"))
                    .map(FreezeCacheTest::app));
  }

  private static AppDeployment app(String path) {
    AppDeployment app = new AppDeployment();
    app.getMetadata().setNamespace(path.split("/")[0]);
    app.getMetadata().setName(path.split("/")[1]);
    return app;
  }
}
