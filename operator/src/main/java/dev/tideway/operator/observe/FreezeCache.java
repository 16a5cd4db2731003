package dev.tideway.operator.observe;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.RolloutFreeze;
import dev.tideway.operator.domain.Freezes;
import dev.tideway.operator.freeze.Judge;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches RolloutFreezes for the apps. It is a source of events of theirs, so that no app is looked
 * after before all freezes are known: an operator that starts in a freeze starts no rollout.
 */
public final class FreezeCache {
  private final String operatorNamespace;
  private final List<InformerEventSource<RolloutFreeze, AppDeployment>> sources = new ArrayList<>();

  /**
   * @param operatorNamespace whose freezes hold for the whole cluster
   */
  public FreezeCache(String operatorNamespace) {
    this.operatorNamespace = operatorNamespace;
  }

  /** Where freezes can hold for the apps of some namespaces: the operator's own counts as well. */
  public static Set<String> namespaces(Set<String> ofApps, String operatorNamespace) {
    Set<String> all = new TreeSet<>(ofApps);
    if (!all.isEmpty() && !all.contains(Constants.WATCH_ALL_NAMESPACES)) {
      all.add(operatorNamespace);
    }
    return all;
  }

  /** Makes the event sources; an app is woken when a freeze that may be for it is written. */
  public List<EventSource<?, AppDeployment>> start(EventSourceContext<AppDeployment> context) {
    Set<String> ofApps = context.getControllerConfiguration().getEffectiveNamespaces();
    for (String namespace : namespaces(ofApps, operatorNamespace)) {
      sources.add(
          new InformerEventSource<>(configuration(namespace, context.getPrimaryCache()), context));
    }
    return List.copyOf(sources);
  }

  /** What holds for an app now, and when to ask again. */
  public Freezes of(AppDeployment app, Instant now) {
    ObjectMeta meta = app.getMetadata();
    return Judge.of(
        Stream.of(meta.getNamespace(), operatorNamespace)
            .distinct()
            .flatMap(this::inNamespace)
            .toList(),
        meta.getNamespace(),
        Optional.ofNullable(meta.getLabels()).orElse(Map.of()),
        operatorNamespace,
        now);
  }

  /** Apps that a freeze may be for, or may have been for: its selector may have changed. */
  Set<ResourceID> apps(RolloutFreeze freeze, IndexerResourceCache<AppDeployment> apps) {
    String namespace = freeze.getMetadata().getNamespace();
    Stream<AppDeployment> inReach =
        namespace.equals(operatorNamespace)
            ? apps.list(app -> true)
            : apps.list(namespace, app -> true);
    return inReach.map(ResourceID::fromResource).collect(Collectors.toSet());
  }

  // What a freeze tells about itself wakes nobody.
  static boolean isNews(RolloutFreeze now, RolloutFreeze before) {
    ObjectMeta meta = now.getMetadata();
    return !Objects.equals(meta.getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(meta.getAnnotations(), before.getMetadata().getAnnotations());
  }

  private Stream<RolloutFreeze> inNamespace(String namespace) {
    return sources.stream().flatMap(source -> source.list(namespace, freeze -> true));
  }

  private InformerEventSourceConfiguration<RolloutFreeze> configuration(
      String namespace, IndexerResourceCache<AppDeployment> apps) {
    return InformerEventSourceConfiguration.from(RolloutFreeze.class, AppDeployment.class)
        .withName("RolloutFreeze@" + namespace)
        .withSecondaryToPrimaryMapper(freeze -> apps(freeze, apps))
        // Nobody asks for the freezes of an app by index: namespaces and labels decide.
        .withPrimaryToSecondaryMapper(app -> Set.of())
        .withOnUpdateFilter(FreezeCache::isNews)
        .withItemStore(new TrimmedStore<>())
        .withNamespaces(Set.of(namespace))
        .build();
  }
}
