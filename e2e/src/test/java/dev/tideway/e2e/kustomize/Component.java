package dev.tideway.e2e.kustomize;

import java.util.Map;

/** A folder of {@code components}, and the values of the chart that it stands for. */
enum Component {
  SPOT("spot", Map.of("app.spec.placement.spot", "Prefer")),
  NETWORK_POLICY(
      "networkpolicy",
      Map.of("operator.networkPolicy.enabled", "true", "app.spec.networkPolicy.enabled", "true")),
  /** One for each cloud, whose values file says what is in it. */
  EXTERNAL_SECRETS("external-secrets", Map.of()),
  MONITORING("monitoring", Map.of("monitoring.enabled", "true")),
  /** What Helm finds out by itself: whether the cluster can fill in an author. */
  REQUESTED_BY("requested-by", Map.of());

  static final String FILLS_IN =
      "--api-versions=admissionregistration.k8s.io/v1/MutatingAdmissionPolicy";

  private final String folder;
  private final Map<String, String> values;

  Component(String folder, Map<String, String> values) {
    this.folder = folder;
    this.values = values;
  }

  /** As a kustomization in a folder of {@code overlays} names it. */
  String path(Overlay overlay) {
    return "../../components/" + folder + (this == EXTERNAL_SECRETS ? "/" + overlay.folder() : "");
  }

  void turnOn(ChartValues chart) {
    values.forEach(chart::with);
  }

  void turnOff(ChartValues chart) {
    values.keySet().forEach(chart::without);
    switch (this) {
      // Without their only field they would be there still, empty.
      case SPOT -> chart.without("app.spec.placement");
      case NETWORK_POLICY -> chart.without("app.spec.networkPolicy");
      case EXTERNAL_SECRETS -> chart.without("externalSecrets");
      case MONITORING, REQUESTED_BY -> {}
    }
  }

  @Override
  public String toString() {
    return folder;
  }
}
