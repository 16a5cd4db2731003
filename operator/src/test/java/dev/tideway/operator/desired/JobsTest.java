package dev.tideway.operator.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final String SPEC =
      """
      image: web:1
      migration: {args: [migrate]}
      identity: {azureClientId: "11111111-1111-1111-1111-111111111111"}
      storage: [{name: files, mountPath: /files, size: 1Gi}]
      podTemplate:
        spec:
          volumes: [{name: certificate, secret: {secretName: certificate}}]
          initContainers:
            - name: proxy
              image: proxy:1
              restartPolicy: Always
              startupProbe: {tcpSocket: {port: 5432}}
              volumeMounts: [{name: certificate, mountPath: /certificate}, {name: files, mountPath: /files}]
            - {name: prepare, image: "prepare:1"}
          containers:
            - {name: app, volumeMounts: [{name: certificate, mountPath: /certificate}]}
            - {name: beside, image: "beside:1"}
      """;

  private final PodTemplateSpec template = template();
  private final PodSpec pod = template.getSpec();

  @Test
  void sidecarsAreThereAndWhatPreparesTheAppIsNot() {
    assertEquals(List.of("proxy"), names(pod.getInitContainers()));
    assertEquals(List.of("migrate"), names(pod.getContainers()));
    Container proxy = pod.getInitContainers().getFirst();
    assertEquals("Always", proxy.getRestartPolicy());
    assertEquals(5432, proxy.getStartupProbe().getTcpSocket().getPort().getIntVal());
  }

  @Test
  void noneMountsAClaimThatTheRunningRevisionMayHold() {
    assertEquals(
        List.of("certificate"), pod.getVolumes().stream().map(volume -> volume.getName()).toList());
    for (Container container :
        List.of(pod.getInitContainers().getFirst(), pod.getContainers().getFirst())) {
      assertEquals(
          List.of("certificate"),
          container.getVolumeMounts().stream().map(VolumeMount::getName).toList());
    }
  }

  @Test
  void theCloudKnowsItsPods() {
    assertEquals("true", template.getMetadata().getLabels().get("azure.workload.identity/use"));
  }

  private static List<String> names(List<Container> containers) {
    return containers.stream().map(Container::getName).toList();
  }

  private static PodTemplateSpec template() {
    AppDeploymentSpec spec = Serialization.unmarshal(SPEC, AppDeploymentSpec.class);
    App app = new App("web", "shop", "uid", true, spec);
    RevisionId id = new RevisionId(RevisionHash.of(spec), 1, spec.image());
    return Jobs.build(app, Revision.render(app, id), Instant.EPOCH, Duration.ofMinutes(5))
        .getSpec()
        .getTemplate();
  }
}
