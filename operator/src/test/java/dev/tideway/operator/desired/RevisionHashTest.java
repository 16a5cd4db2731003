package dev.tideway.operator.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AppDeploymentSpec;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionHashTest {
  private static final String SHAPES_A_POD =
      """
      image: b
      imagePullPolicy: Always
      imagePullSecrets: [{name: a}]
      command: [a]
      args: [a]
      workingDir: /a
      env: [{name: A, value: b}]
      envFrom: [{secretRef: {name: a}}]
      ports: [{name: http, port: 8081}]
      resources: {limits: {cpu: 1}}
      probes: {liveness: {httpGet: {path: /a, port: http}}}
      config: {env: {A: b}}
      config: {files: [{path: /a, content: b}]}
      config: {track: [{secret: a}]}
      storage: [{name: a, mountPath: /a, size: 1Gi}]
      identity: {serviceAccountName: a}
      placement: {spot: Require}
      podTemplate: {spec: {priorityClassName: a}}
      """;
  private static final String IS_LIVE =
      """
      replicas: 7
      autoscaling: {maxReplicas: 3}
      disruption: {maxUnavailable: 2}
      service: {port: 90}
      route: {gateway: {name: a}}
      ingress: {host: a}
      networkPolicy: {enabled: true}
      strategy: {type: Canary}
      analysis: {interval: 5s}
      migration: {args: [a]}
      progressDeadline: 1m
      revisionHistoryLimit: 3
      deletionPolicy: Orphan
      adopt: {deployment: a}
      monitoring: {path: /a}
      notifications: [{events: [Started]}]
      """;

  @Test
  void whatShapesAPodMakesARevision() {
    SHAPES_A_POD
        .lines()
        .forEach(field -> assertNotEquals(hash("image: a"), hash(with(field)), field));
  }

  @Test
  void whatIsLiveMakesNone() {
    IS_LIVE.lines().forEach(field -> assertEquals(hash("image: a"), hash(with(field)), field));
  }

  @Test
  void everyFieldIsInOneOfTheTables() {
    List<String> missing =
        Arrays.stream(AppDeploymentSpec.class.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !("\n" + SHAPES_A_POD + IS_LIVE).contains("\n" + name + ": "))
            .toList();
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {image: a}                             | {image: a, ports: [{name: http, port: 8080}]}
          {image: a}                             | {image: a, command: [], env: [], resources: {}, probes: {}, identity: {}, podTemplate: {}}
          {image: a}                             | {image: a, config: {}}
          {image: a}                             | {image: a, config: {env: {}, files: [], track: []}}
          {image: a}                             | {image: a, config: {track: [{secret: s, mode: Live}]}}
          {image: a, config: {track: [{secret: s}]}} | {image: a, config: {track: [{configMap: c, mode: Live}, {secret: s, mode: Restart}]}}
          {image: a}                             | {image: a, placement: {}}
          {image: a}                             | {image: a, placement: {spread: true, nodeSelector: {}}}
          {image: a, placement: {spot: Avoid}}   | {image: a, placement: {spot: Avoid, spread: true}}
          {image: a, placement: {nodeSelector: {a: b, c: d}}} | {placement: {nodeSelector: {c: d, a: b}, spread: true}, image: a}
          {image: a, config: {env: {A: '1', B: '2'}}} | {config: {env: {B: '2', A: '1'}}, image: a}
          {image: a, resources: {limits: {cpu: '1', memory: 1Gi}}} | {image: a, resources: {limits: {memory: 1Gi, cpu: 1}}}
          {image: a, podTemplate: {spec: {priorityClassName: p, hostNetwork: true}}} | {image: a, podTemplate: {spec: {hostNetwork: true, priorityClassName: p}}}
          {image: a, storage: [{name: s, mountPath: /s, size: 1Gi}]} | {image: a, storage: [{size: 2Gi, mountPath: /s, name: s, accessMode: ReadWriteOnce}]}
          """)
  void oneMeaningIsOneRevision(String one, String other) {
    assertEquals(RevisionHash.of(Specs.spec(one)), RevisionHash.of(Specs.spec(other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {image: a}                             | {image: a, placement: {spot: Avoid}}
          {image: a, args: [x, y]}               | {image: a, args: [y, x]}
          {image: a, command: [x]}               | {image: a, args: [x]}
          {image: a, env: [{name: A, value: ''}]} | {image: a, env: [{name: A, value: ' '}]}
          {image: a, placement: {spread: false}} | {image: a, placement: {}}
          {image: a, podTemplate: {spec: {affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: z, labelSelector: {}}}]}}}}} | {image: a, podTemplate: {spec: {affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: z}}]}}}}}
          """)
  void anotherMeaningIsAnotherRevision(String one, String other) {
    assertNotEquals(RevisionHash.of(Specs.spec(one)), RevisionHash.of(Specs.spec(other)));
  }

  @Test
  void aHashIsTenCharactersThatSpellNoWord() {
    for (int i = 0; i < 200; i++) {
      String hash = hash("image: web:" + i);
      assertTrue(hash.matches("[bcdfghjklmnpqrstvwxz2456789]{10}"), hash);
    }
  }

  private static String with(String field) {
    return field.startsWith("image: ") ? field : "image: a\n" + field;
  }

  private static String hash(String yaml) {
    return RevisionHash.of(Specs.spec(yaml));
  }
}
