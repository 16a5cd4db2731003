package dev.tideway.e2e.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Runs the scripts that an Argo CD is given, as it does: the object is the global {@code obj}. */
final class ArgoScripts {
  private static final Path FILE = Path.of("..", "kustomize", "argocd", "argocd-cm.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode data;

  ArgoScripts() {
    try {
      data = YAML.readTree(FILE.toFile()).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Such as {@code Suspended}. */
  String health(HasMetadata object) {
    LuaValue health = run(script("health", object), object);
    // Without a message nobody would know why.
    return health.get("message").checkjstring().isEmpty()
        ? "no message"
        : health.get("status").checkjstring();
  }

  /** Names of the actions that the menu of an object offers. */
  Set<String> offered(HasMetadata object) {
    LuaTable actions = run(actions(object).path("discovery.lua").textValue(), object).checktable();
    Set<String> offered = new TreeSet<>();
    for (LuaValue name : actions.keys()) {
      if (!actions.get(name).get("disabled").toboolean()) {
        offered.add(name.checkjstring());
      }
    }
    return offered;
  }

  /** What an action creates. */
  ObjectNode act(String action, HasMetadata object) {
    for (JsonNode definition : actions(object).path("definitions")) {
      if (definition.path("name").textValue().equals(action)) {
        LuaValue impacted = run(definition.path("action.lua").textValue(), object).get(1);
        if (!"create".equals(impacted.get("operation").checkjstring())) {
          throw new AssertionError(action + " does something else than to create");
        }
        return (ObjectNode) json(impacted.get("resource"));
      }
    }
    throw new AssertionError("no action " + action);
  }

  private JsonNode actions(HasMetadata object) {
    try {
      return YAML.readTree(script("actions", object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String script(String what, HasMetadata object) {
    String key = "resource.customizations.%s.tideway.dev_%s".formatted(what, object.getKind());
    return data.path(key).textValue();
  }

  private static LuaValue run(String script, HasMetadata object) {
    Globals lua = JsePlatform.standardGlobals();
    // Argo CD's interpreter has no other library.
    for (String name : new String[] {"io", "debug", "luajava", "coroutine", "string", "math"}) {
      lua.set(name, LuaValue.NIL);
    }
    lua.set("obj", lua(JSON.valueToTree(object)));
    return lua.load(script).call();
  }

  private static LuaValue lua(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        LuaTable table = new LuaTable();
        node.properties().forEach(e -> table.set(e.getKey(), lua(e.getValue())));
        yield table;
      }
      case ARRAY -> {
        LuaTable table = new LuaTable();
        node.forEach(item -> table.set(table.length() + 1, lua(item)));
        yield table;
      }
      case NUMBER -> LuaValue.valueOf(node.doubleValue());
      case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
      case NULL, MISSING -> LuaValue.NIL;
      case STRING, BINARY, POJO -> LuaValue.valueOf(node.asText());
    };
  }

  private static JsonNode json(LuaValue value) {
    if (value.istable()) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      for (LuaValue key : value.checktable().keys()) {
        node.set(key.checkjstring(), json(value.get(key)));
      }
      return node;
    }
    return value.isint()
        ? JsonNodeFactory.instance.numberNode(value.checklong())
        : JsonNodeFactory.instance.textNode(value.checkjstring());
  }
}
