package dev.tideway.operator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {
  private static final String SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: ";
  private static final String DEPLOYMENT =
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {selector: {a: x, b: y}, type: ClusterIP} | {type: ClusterIP, selector: {b: y, a: x}} | true
          {selector: {a: x, b: y}}                  | {selector: {a: x}}                        | false
          {type: ClusterIP}                         | {type: NodePort}                          | false
          {ports: [{port: 1}, {port: 2}]}           | {ports: [{port: 2}, {port: 1}]}           | false
          """)
  void tellsWhetherTheSameIsSaid(String one, String other, boolean same) {
    assertEquals(same, stamp(SERVICE + one + "}").equals(stamp(SERVICE + other + "}")));
  }

  @Test
  void leavesOutTheSizeOfADeploymentAndNothingElseOfIt() {
    String three = stamp(DEPLOYMENT + "{replicas: 3, revisionHistoryLimit: 0}}");
    assertEquals(three, stamp(DEPLOYMENT + "{replicas: 4, revisionHistoryLimit: 0}}"));
    assertNotEquals(three, stamp(DEPLOYMENT + "{replicas: 3, revisionHistoryLimit: 1}}"));
  }

  @Test
  void stampsTwiceLikeOnce() {
    HasMetadata object = object(SERVICE + "{type: ClusterIP}}");
    Stamp.put(object);
    HasMetadata again = Serialization.clone(object);
    Stamp.put(again);
    assertEquals(object, again);
  }

  @Test
  void keepsOtherAnnotations() {
    HasMetadata object = object(SERVICE + "{type: ClusterIP}}");
    object.getMetadata().getAnnotations().put("a", "b");
    Stamp.put(object);
    assertEquals("b", object.getMetadata().getAnnotations().get("a"));
  }

  private static String stamp(String yaml) {
    HasMetadata object = object(yaml);
    Stamp.put(object);
    return String.valueOf(object.getMetadata().getAnnotations().get(Stamp.ANNOTATION));
  }

  private static HasMetadata object(String yaml) {
    return Serialization.unmarshal("---\n" + yaml);
  }
}
