package dev.tideway.e2e.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** In which places two sets of objects differ, a line each. */
final class Differences {
  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /** Empty when they are the same. */
  static List<String> of(Map<String, JsonNode> chart, Map<String, JsonNode> kustomize) {
    Differences all = new Differences();
    TreeSet<String> names = new TreeSet<>(chart.keySet());
    names.addAll(kustomize.keySet());
    for (String name : names) {
      if (!kustomize.containsKey(name)) {
        all.found.add(name + ": only the chart has it");
      } else if (!chart.containsKey(name)) {
        all.found.add(name + ": only kustomize has it");
      } else {
        all.compare(name + " ", chart.get(name), kustomize.get(name));
      }
    }
    return List.copyOf(all.found);
  }

  private void compare(String at, JsonNode chart, JsonNode kustomize) {
    if (chart.isObject() && kustomize.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      chart.fieldNames().forEachRemaining(keys::add);
      kustomize.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        compare(at + "/" + key, chart.path(key), kustomize.path(key));
      }
    } else if (chart.isArray() && kustomize.isArray() && chart.size() == kustomize.size()) {
      for (int i = 0; i < chart.size(); i++) {
        compare(at + "/" + i, chart.get(i), kustomize.get(i));
      }
    } else if (!chart.equals(kustomize)) {
      found.add("%s: chart %s, kustomize %s".formatted(at, text(chart), text(kustomize)));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }
}
