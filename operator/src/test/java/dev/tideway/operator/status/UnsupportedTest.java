package dev.tideway.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.Feature;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsupportedTest {
  private static final String TABLE =
      """
      {image: a}                                       |
      {image: a, strategy: {type: RollingUpdate}}      |
      {image: a, strategy: {type: Canary}}             |
      {image: a, strategy: {type: BlueGreen}}          |
      {image: a, analysis: {metrics: []}}              | spec.analysis is not acted on yet: no metric is looked at, and a candidate is given up only when its pods don't become ready.
      {image: a, migration: {args: [up]}}              |
      {image: a, adopt: {deployment: old}}             |
      {image: a, monitoring: {}}                       | spec.monitoring is not acted on yet: no ServiceMonitor and no PrometheusRule is made.
      {image: a, notifications: [{events: []}]}        | spec.notifications is not acted on yet: nobody is told; Events and status tell the same.
      {image: a, autoscaling: {maxReplicas: 3, schedule: [{schedule: '0 8 * * *'}]}} | spec.autoscaling.schedule is not acted on yet: minReplicas and maxReplicas hold at all times.
      {image: a, route: {attachTo: {name: r}}}         |
      {image: a, config: {track: [{secret: s}]}}       | spec.config.track[].mode: Restart is not acted on yet: new content reaches a pod when it is next replaced.
      {image: a, config: {track: [{secret: s, mode: Live}]}} |
      {image: a, analysis: {metrics: []}, monitoring: {}} | spec.analysis is not acted on yet: no metric is looked at, and a candidate is given up only when its pods don't become ready. spec.monitoring is not acted on yet: no ServiceMonitor and no PrometheusRule is made.
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = TABLE)
  void namesTheFieldAndWhatHappensInstead(String spec, @Nullable String words) {
    AppDeploymentSpec read = Serialization.unmarshal("---\n" + spec, AppDeploymentSpec.class);
    assertEquals(words == null ? "" : words, Unsupported.in(read, Optional.empty()).orElse(""));
  }

  @Test
  void everyFeatureThatIsNotImplementedIsInTheTable() {
    Arrays.stream(Feature.values())
        .filter(Unsupported.INSTEAD::containsKey)
        .forEach(
            feature ->
                assertTrue(
                    TABLE.contains("| " + feature.path() + " is not acted on yet: "),
                    feature.path()));
  }

  @Test
  void reachesTheStatus() {
    AppDeployment app =
        Serialization.unmarshal(
            """
            apiVersion: tideway.dev/v1
            kind: AppDeployment
            metadata: {name: web, namespace: shop, generation: 1}
            spec: {image: a, monitoring: {}}
            """,
            AppDeployment.class);
    assertEquals(
        Optional.of(
            "spec.monitoring is not acted on yet: no ServiceMonitor and no PrometheusRule is"
                + " made. The gateway can't do it."),
        Reporter.facts(app, Optional.of("The gateway can't do it."), Optional.empty())
            .unsupported());
  }
}
