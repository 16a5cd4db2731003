package dev.tideway.crds.generator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page with every field: path, type, default, bounds and description, one section an object. */
final class ApiReference {
  private final StringBuilder page = new StringBuilder();

  private ApiReference() {}

  static String of(List<Crd> crds) {
    var reference = new ApiReference();
    reference.page.append("# API reference: `tideway.dev/v1`\n\n");
    reference.page.append("Made from the CRDs by `" + Generate.COMMAND + "`.\n");
    reference.page.append("`kubectl explain` shows the same texts: [kubectl.md](kubectl.md).\n\n");
    for (Crd crd : crds) {
      String kind = crd.kind();
      reference.page.append("- [" + kind + "](#" + kind.toLowerCase(Locale.ROOT) + ")\n");
    }
    for (Crd crd : crds) {
      reference.page.append("\n## " + crd.kind() + "\n\n");
      reference.page.append(crd.schema().get("description") + "\n");
      reference.rules(crd.schema());
      reference.section(crd.kind() + ".spec", Schema.at(crd.schema(), "spec"));
      reference.section(crd.kind() + ".status", Schema.at(crd.schema(), "status"));
    }
    return reference.page.toString();
  }

  private void section(String path, Map<String, Object> node) {
    page.append("\n### `" + path + "`\n\n");
    if (node.get("description") != null) {
      page.append(node.get("description") + "\n");
    }
    rules(node);
    List<Object> required = Tree.list(node.get("required"));
    page.append("\n| field | type | default | bounds | |\n|---|---|---|---|---|\n");
    Tree.childOrEmpty(node, "properties")
        .forEach(
            (name, field) ->
                row(path + "." + name, name, Tree.map(field), required.contains(name)));
    Tree.childOrEmpty(node, "properties")
        .forEach((name, field) -> below(path + "." + name, Tree.map(field)));
  }

  private void below(String path, Map<String, Object> node) {
    if (node.get("items") instanceof Map<?, ?> items) {
      below(path + "[]", Tree.map(items));
    } else if (node.containsKey("properties") && !node.containsKey(Overlay.FROM)) {
      section(path, node);
    }
  }

  private void row(String path, String name, Map<String, Object> field, boolean required) {
    page.append("| `" + name + "`" + (required ? " (required)" : ""));
    page.append(" | " + type(path, field));
    page.append(" | " + Words.defaultOf(field).map(value -> "`" + value + "`").orElse(""));
    page.append(" | " + bounds(field));
    page.append(" | " + description(field) + " |\n");
  }

  private void rules(Map<String, Object> node) {
    List<Object> rules = Tree.list(node.get("x-kubernetes-validations"));
    if (!rules.isEmpty()) {
      page.append("\nRefused with these words:\n\n");
      rules.forEach(rule -> page.append("- " + Tree.map(rule).get("message") + "\n"));
    }
  }

  private static String description(Map<String, Object> field) {
    String text = String.valueOf(field.get("description")).replace("|", "\\|");
    List<Object> rules = Tree.list(field.get("x-kubernetes-validations"));
    return field.containsKey("properties")
        ? text
        : text
            + rules.stream()
                .map(rule -> " Else: *" + Tree.map(rule).get("message") + "*.")
                .collect(Collectors.joining());
  }

  private static String type(String path, Map<String, Object> field) {
    if (field.get(Overlay.FROM) instanceof String from) {
      return from;
    }
    if (field.containsKey("properties")) {
      return "[object](#" + path.toLowerCase(Locale.ROOT).replace(".", "") + ")";
    }
    if (field.get("items") instanceof Map<?, ?> items) {
      return "list of " + type(path, Tree.map(items));
    }
    if (field.get("additionalProperties") instanceof Map<?, ?> values) {
      return "map to " + type(path, Tree.map(values));
    }
    if (!Tree.list(field.get("enum")).isEmpty()) {
      return Tree.list(field.get("enum")).stream()
          .map(value -> "`" + value + "`")
          .collect(Collectors.joining(" "));
    }
    return field.containsKey("x-kubernetes-int-or-string")
        ? "integer or string"
        : String.valueOf(field.get("type"));
  }

  private static String bounds(Map<String, Object> field) {
    return Stream.of(
            range(field, "minimum", "maximum", ""),
            range(field, "minItems", "maxItems", " items"),
            range(field, "minProperties", "maxProperties", " entries"),
            range(field, "minLength", "maxLength", " characters"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> range(
      Map<String, Object> field, String least, String most, String unit) {
    Object min = field.get(least);
    Object max = field.get(most);
    if (min == null && max == null) {
      return Optional.empty();
    }
    if (min == null) {
      return Optional.of("≤ " + max + unit);
    }
    return Optional.of(max == null ? "≥ " + min + unit : min + "–" + max + unit);
  }
}
