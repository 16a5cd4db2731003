package dev.tideway.operator;

import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.apply.KubernetesCluster;
import dev.tideway.operator.apply.MeteredCluster;
import dev.tideway.operator.controller.AppDeploymentReconciler;
import dev.tideway.operator.controller.Brakes;
import dev.tideway.operator.controller.RolloutActionReconciler;
import dev.tideway.operator.controller.RolloutFreezeReconciler;
import dev.tideway.operator.controller.Turns;
import dev.tideway.operator.controller.Waiting;
import dev.tideway.operator.observe.FreezeCache;
import dev.tideway.operator.observe.Informers;
import dev.tideway.operator.status.AnswerWriter;
import dev.tideway.operator.status.EventRecorder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the operator together and runs it until it is told to stop. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /**
   * Runs the operator.
   *
   * @param args {@code --version} prints the version and ends
   */
  public static void main(String[] args) throws Exception {
    if (Arrays.asList(args).contains("--version")) {
      System.out.println("tideway-operator " + version());
      return;
    }
    Settings settings;
    try {
      settings = Settings.from(System.getenv());
    } catch (IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
      System.exit(2);
      return;
    }
    run(settings);
  }

  @SuppressWarnings("resource") // both live as long as the process, and end with it
  private static void run(Settings settings) throws Exception {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    KubernetesClient client = client();
    Leadership leadership = new Leadership(settings);
    Operator operator = new Operator(o -> configure(o, client, settings, leadership));
    Informers informers = new Informers();
    FreezeCache freezes = new FreezeCache(settings.namespace());
    Waiting waiting = new Waiting();
    AnswerWriter answers = new AnswerWriter(client);
    operator.register(
        new AppDeploymentReconciler(
            informers,
            new Applier(new MeteredCluster(new KubernetesCluster(client), metrics), informers),
            new EventRecorder(client, Clock.systemUTC()),
            answers,
            new Brakes(freezes, waiting, new Turns(settings.maxConcurrentRollouts())),
            Clock.systemUTC()),
        controller -> configure(controller, settings.watchNamespaces()));
    operator.register(
        new RolloutActionReconciler(answers, Clock.systemUTC()),
        controller -> configure(controller, settings.watchNamespaces()));
    operator.register(
        new RolloutFreezeReconciler(waiting, Clock.systemUTC()),
        controller ->
            configure(
                controller,
                FreezeCache.namespaces(settings.watchNamespaces(), settings.namespace())));
    Management.start(
        settings.managementPort(), () -> operator.getRuntimeInfo().isStarted(), metrics);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leadership.stop(operator), "stop"));
    LOG.info(
        "tideway-operator {} looks after {}",
        version(),
        settings.watchNamespaces().isEmpty() ? "every namespace" : settings.watchNamespaces());
    operator.start();
  }

  private static void configure(
      ControllerConfigurationOverrider<?> controller, Set<String> namespaces) {
    controller
        .withRetry(retry())
        .withFieldManager(KubernetesCluster.FIELD_MANAGER)
        .withTriggerReconcilerOnAllEvents(true);
    if (!namespaces.isEmpty()) {
      controller.settingNamespaces(namespaces);
    }
  }

  private static void configure(
      ConfigurationServiceOverrider o,
      KubernetesClient client,
      Settings settings,
      Leadership leadership) {
    o.withKubernetesClient(client)
        .withConcurrentReconciliationThreads(settings.workers())
        .checkingCRDAndValidateLocalModel(false)
        .withCloseClientOnStop(false)
        // Otherwise an event that is older than our own write puts the older object back into the
        // cache, and the next pass plans on sizes that it has changed itself.
        .withParseResourceVersions(true)
        .withReconciliationTerminationTimeout(Duration.ofSeconds(10));
    leadership.configuration().ifPresent(o::withLeaderElectionConfiguration);
  }

  private static KubernetesClient client() {
    Config config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withConnectionTimeout(10_000)
            .withRequestTimeout(30_000)
            // Watches are told dead within this time, whatever a load balancer does in between.
            .withWebsocketPingInterval(15_000)
            .withMaxConcurrentRequests(256)
            .withMaxConcurrentRequestsPerHost(256)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  // The default gives up after five attempts, and sleeps for hours in between.
  private static GenericRetry retry() {
    return new GenericRetry()
        .withoutMaxAttempts()
        .setInitialInterval(200)
        .setIntervalMultiplier(1.7)
        .setMaxInterval(Duration.ofMinutes(5).toMillis());
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
