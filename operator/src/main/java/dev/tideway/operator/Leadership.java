package dev.tideway.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that one replica acts at a time, and that it hands over at once when it is stopped.
 */
final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final String LEASE = "tideway-operator";
  // A dead leader is replaced within one lease; renewing three times in that time survives a
  // slow apiserver.
  private static final Duration LEASE_DURATION = Duration.ofSeconds(4);
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(3);
  private static final Duration RETRY_PERIOD = Duration.ofSeconds(1);

  private final Settings settings;
  private final AtomicBoolean stopping = new AtomicBoolean();

  Leadership(Settings settings) {
    this.settings = settings;
  }

  /** How to elect; empty when there is to be no election. */
  Optional<LeaderElectionConfiguration> configuration() {
    return settings.leaderElection()
        ? Optional.of(
            LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(settings.namespace())
                .withIdentity(settings.identity())
                .withLeaseDuration(LEASE_DURATION)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY_PERIOD)
                .withLeaderCallbacks(callbacks())
                // The library would exit from within our own shutdown, and wait for itself.
                .withExitOnStopLeading(false)
                .build())
        : Optional.empty();
  }

  /** Ends what is under way and gives the lease back, so that the next replica needn't wait. */
  void stop(Operator operator) {
    stopping.set(true);
    LOG.info("Told to stop");
    operator.stop();
  }

  private LeaderCallbacks callbacks() {
    return new LeaderCallbacks(
        () -> LOG.info("{} leads", settings.identity()),
        this::lost,
        leader -> LOG.info("The leader is {}", leader));
  }

  private void lost() {
    if (!stopping.get()) {
      LOG.error("Lost the lease {}: another replica acts from now on", LEASE);
      // At once: whatever still runs in here must not write any more.
      Runtime.getRuntime().halt(1);
    }
  }
}
