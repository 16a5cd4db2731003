package dev.tideway.operator.desired;

import java.util.Map;
import java.util.TreeMap;

/** Labels by which children are found, and pods selected. */
public final class Labels {
  public static final String NAME = "app.kubernetes.io/name";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String MANAGER = "tideway";
  public static final String APP = "tideway.dev/app";

  /** On the pods of a migration Job: no Service and no budget of the app selects them. */
  static final String MIGRATION = "tideway.dev/migration";

  public static final String REVISION = "tideway.dev/revision";

  /** On a Service that the app has taken over, which keeps what its callers know. */
  public static final String ADOPTED = "tideway.dev/adopted";

  /** Annotation of such a Service: what it was before, to give it back. */
  static final String BEFORE = "tideway.dev/before-adoption";

  private Labels() {}

  static Map<String, String> ofApp(String app) {
    return new TreeMap<>(Map.of(NAME, app, MANAGED_BY, MANAGER, APP, app));
  }

  static Map<String, String> ofRevision(String app, String hash) {
    Map<String, String> labels = ofApp(app);
    labels.put(REVISION, hash);
    return labels;
  }

  /** Labels without which the operator would lose sight of a pod. */
  static Map<String, String> ofPods(String app, String hash) {
    return Map.of(MANAGED_BY, MANAGER, APP, app, REVISION, hash);
  }

  /** Every pod of an app. */
  public static Map<String, String> selector(String app) {
    return Map.of(APP, app);
  }

  static Map<String, String> selector(String app, String hash) {
    return new TreeMap<>(Map.of(APP, app, REVISION, hash));
  }
}
