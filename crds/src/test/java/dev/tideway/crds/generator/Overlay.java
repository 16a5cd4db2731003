package dev.tideway.crds.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the model can't say: rules over several fields, keys of lists, and the words and bounds of
 * the shapes that come from Kubernetes. Written in src/main/crd, by path.
 *
 * @param shapes fields that look alike in many places, by name: each a map of paths to facts
 */
record Overlay(Map<String, Object> shapes) {
  /** Marks a shape of Kubernetes; never part of a CRD. */
  static final String FROM = "x-from";

  private static final Set<String> WORDS = Set.of("is", "rules", "keyedBy", "list", "only", "from");

  /** Writes the facts of {@code fields} into a schema. A path without a field is an error. */
  void apply(Map<String, Object> schema, Map<String, Object> fields) {
    fields.forEach((path, facts) -> applyTo(Schema.at(schema, path), Tree.map(facts)));
  }

  private void applyTo(Map<String, Object> node, Map<String, Object> facts) {
    if (facts.get("only") instanceof Map<?, ?> only) {
      Object description = node.get("description");
      node.clear();
      if (description != null) {
        node.put("description", description);
      }
      Tree.merge(node, copy(Tree.map(only)));
    }
    for (Object shape :
        facts.get("is") instanceof String one ? List.of(one) : Tree.list(facts.get("is"))) {
      Map<String, Object> known = Tree.childOrEmpty(shapes, shape.toString());
      if (known.isEmpty()) {
        throw new IllegalArgumentException("no shape " + shape);
      }
      // What the field says of itself wins over what its shape says.
      Object description = node.get("description");
      apply(node, known);
      if (description != null) {
        node.put("description", description);
      }
    }
    facts.forEach(
        (key, value) -> {
          if (!WORDS.contains(key)) {
            Tree.merge(node, Map.of(key, value));
          }
        });
    if (facts.get("keyedBy") != null) {
      node.put("x-kubernetes-list-type", "map");
      node.put("x-kubernetes-list-map-keys", keys(facts.get("keyedBy")));
    }
    if (facts.get("from") != null) {
      node.put(FROM, facts.get("from"));
    }
    if (facts.get("list") != null) {
      node.put("x-kubernetes-list-type", facts.get("list"));
    }
    addRules(node, Tree.list(facts.get("rules")));
  }

  private static void addRules(Map<String, Object> node, List<Object> rules) {
    if (!rules.isEmpty()) {
      List<Object> all = new ArrayList<>(Tree.list(node.get("x-kubernetes-validations")));
      all.addAll(rules);
      node.put("x-kubernetes-validations", all);
    }
  }

  private static List<Object> keys(Object keyedBy) {
    return keyedBy instanceof String key ? List.of(key) : Tree.list(keyedBy);
  }

  // A shape is used in many places: none may write into another's copy.
  private static Map<String, Object> copy(Map<String, Object> tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach(
        (key, value) ->
            copy.put(key, value instanceof Map<?, ?> map ? copy(Tree.map(map)) : value));
    return copy;
  }
}
