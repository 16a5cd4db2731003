package dev.tideway.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {
  private static final String TABLE =
      """
      {image: a}                                                       |
      {image: a, strategy: {type: RollingUpdate}}                      |
      {image: a, strategy: {}}                                         |
      {image: a, strategy: {type: Canary}}                             | Canary
      {image: a, strategy: {type: BlueGreen}}                          | BlueGreen
      {image: a, analysis: {metrics: []}}                              | Analysis
      {image: a, migration: {args: [migrate]}}                         | Migration
      {image: a, adopt: {deployment: old}}                             | Adopt
      {image: a, monitoring: {}}                                       | Monitoring
      {image: a, notifications: []}                                    |
      {image: a, notifications: [{events: [Aborted]}]}                 | Notifications
      {image: a, autoscaling: {maxReplicas: 3}}                        |
      {image: a, autoscaling: {maxReplicas: 3, schedule: []}}          |
      {image: a, autoscaling: {maxReplicas: 3, schedule: [{schedule: x, duration: 1h, minReplicas: 1, maxReplicas: 1}]}} | AutoscalingSchedule
      {image: a, route: {gateway: {name: g}}}                          |
      {image: a, route: {attachTo: {name: r}}}                         | RouteAttachTo
      {image: a, config: {env: {A: b}}}                                |
      {image: a, config: {track: [{secret: s, mode: Live}]}}           |
      {image: a, config: {track: [{secret: s}]}}                       | ConfigTrackRestart
      {image: a, config: {track: [{secret: s, mode: Live}, {configMap: c, mode: Restart}]}} | ConfigTrackRestart
      {image: a, strategy: {type: Canary}, analysis: {metrics: []}, migration: {}} | Canary Analysis Migration
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = TABLE)
  void finds(String spec, @Nullable String features) {
    Set<Feature> expected =
        features == null
            ? Set.of()
            : Arrays.stream(features.split(" ")).map(Feature::valueOf).collect(Collectors.toSet());
    assertEquals(
        expected, Features.used(Serialization.unmarshal("---\n" + spec, AppDeploymentSpec.class)));
  }

  @Test
  void noFeatureIsMissingInTheTable() {
    List<Feature> missing =
        EnumSet.allOf(Feature.class).stream()
            .filter(feature -> !TABLE.matches("(?s).*\\| [A-Za-z ]*" + feature + "\\b.*"))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void pathsAreFieldsOfTheSpec() {
    Set<String> fields =
        Arrays.stream(AppDeploymentSpec.class.getRecordComponents())
            .map(component -> component.getName())
            .collect(Collectors.toSet());
    for (Feature feature : Feature.values()) {
      String top = feature.path().split("[.:\\[]")[1];
      assertTrue(fields.contains(top), feature.path());
    }
  }
}
