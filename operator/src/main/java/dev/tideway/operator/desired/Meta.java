package dev.tideway.operator.desired;

import dev.tideway.crds.Api;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;

/** Metadata of children. */
public final class Meta {
  private Meta() {}

  static ObjectMeta ofApp(App app) {
    return meta(app, app.name(), Labels.ofApp(app.name()));
  }

  /** Metadata of another object of an app. */
  public static ObjectMeta ofApp(App app, String name) {
    return meta(app, name, Labels.ofApp(app.name()));
  }

  static ObjectMeta ofRevision(App app, String hash) {
    return meta(app, Names.ofRevision(app.name(), hash), Labels.ofRevision(app.name(), hash));
  }

  static ObjectMeta ofMigration(App app, String hash) {
    return meta(app, Names.ofMigration(app.name(), hash), Labels.ofRevision(app.name(), hash));
  }

  /** Metadata of what outlives the app. */
  static ObjectMeta unowned(App app, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(app.namespace())
        .withLabels(Labels.ofApp(app.name()))
        .build();
  }

  private static ObjectMeta meta(App app, String name, Map<String, String> labels) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(app.namespace())
        .withLabels(labels)
        .withOwnerReferences(app.owned() ? List.of(owner(app)) : List.of())
        .build();
  }

  private static OwnerReference owner(App app) {
    return new OwnerReferenceBuilder()
        .withApiVersion(Api.GROUP + "/" + Api.VERSION)
        .withKind("AppDeployment")
        .withName(app.name())
        .withUid(app.uid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
