package dev.tideway.crds.generator;

import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the fields of a schema into the order of the model, which is the order to read them in. */
final class ModelOrder {
  private ModelOrder() {}

  static void apply(Map<String, Object> schema, Class<? extends CustomResource<?, ?>> kind) {
    if (kind.getGenericSuperclass() instanceof ParameterizedType type) {
      Type[] parts = type.getActualTypeArguments();
      sort(Schema.at(schema, "spec"), parts[0]);
      sort(Schema.at(schema, "status"), parts[1]);
    }
  }

  private static void sort(Map<String, Object> node, Type type) {
    if (type instanceof ParameterizedType list && node.containsKey("items")) {
      sort(Tree.child(node, "items"), list.getActualTypeArguments()[0]);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      Map<String, Object> fields = Tree.child(node, "properties");
      Map<String, Object> sorted = new LinkedHashMap<>();
      for (RecordComponent component : record.getRecordComponents()) {
        Map<String, Object> field = Tree.map(fields.get(component.getName()));
        sort(field, component.getGenericType());
        sorted.put(component.getName(), field);
      }
      node.put("properties", sorted);
    }
  }
}
