package dev.tideway.e2e.kustomize;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A folder of {@code overlays}, and the values file that it stands for. */
enum Overlay {
  GKE,
  EKS,
  AKS,
  LOCAL;

  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  String valuesFile() {
    return "values-" + folder() + ".yaml";
  }

  boolean isCloud() {
    return this != LOCAL;
  }

  /** Those that can be used with it. */
  Set<Component> components() {
    return isCloud()
        ? EnumSet.allOf(Component.class)
        : EnumSet.complementOf(EnumSet.of(Component.EXTERNAL_SECRETS));
  }

  /** The values of the chart that make the same objects. */
  ChartValues values(Set<Component> on) throws IOException {
    ChartValues values = ChartValues.of(valuesFile());
    for (Component component : components()) {
      if (on.contains(component)) {
        component.turnOn(values);
      } else {
        component.turnOff(values);
      }
    }
    return values;
  }
}
