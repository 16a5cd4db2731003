package dev.tideway.operator.status;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.domain.Reason.Severity;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cluster's event log what happened to an app. The name of an Event follows from what it
 * says, so that a repetition counts up instead of adding another. Counts are this process's: they
 * begin anew when the operator starts, since a read for each Event would cost more than it tells.
 */
public final class EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final int REMEMBERED = 10_000;

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<String, Seen> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Seen(String since, int count) {}

  public EventRecorder(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Records one happening. An event that can't be written is logged, and holds nothing up. */
  public void record(AppDeployment app, Why why) {
    try {
      client
          .resource(event(app, why))
          .fieldManager(Labels.MANAGER)
          .forceConflicts()
          .serverSideApply();
    } catch (KubernetesClientException e) {
      LOG.warn("Could not record the event {} of {}", why.reason(), app.getFullResourceName(), e);
    }
  }

  private Event event(AppDeployment app, Why why) {
    String now = Times.text(clock.instant());
    String name = name(app, why);
    Seen occurrence = count(name, now);
    return new EventBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(app.getMetadata().getNamespace())
        .endMetadata()
        .withInvolvedObject(reference(app))
        .withType(why.reason().severity() == Severity.Normal ? "Normal" : "Warning")
        .withReason(why.reason().name())
        .withMessage(why.text())
        .withFirstTimestamp(occurrence.since())
        .withLastTimestamp(now)
        .withCount(occurrence.count())
        .withReportingComponent(Labels.MANAGER)
        .withNewSource(Labels.MANAGER, null)
        .build();
  }

  private Seen count(String name, String now) {
    synchronized (seen) {
      return seen.merge(
          name, new Seen(now, 1), (old, one) -> new Seen(old.since(), old.count() + 1));
    }
  }

  /** Named after what it says, and of whom: an app that is made again is another. */
  static String name(AppDeployment app, Why why) {
    CRC32C crc = new CRC32C();
    String said = app.getMetadata().getUid() + why.reason() + why.message();
    crc.update(said.getBytes(StandardCharsets.UTF_8));
    return app.getMetadata().getName() + "." + Long.toHexString(crc.getValue());
  }

  private static ObjectReference reference(AppDeployment app) {
    return new ObjectReferenceBuilder()
        .withApiVersion(app.getApiVersion())
        .withKind(app.getKind())
        .withName(app.getMetadata().getName())
        .withNamespace(app.getMetadata().getNamespace())
        .withUid(app.getMetadata().getUid())
        .build();
  }
}
