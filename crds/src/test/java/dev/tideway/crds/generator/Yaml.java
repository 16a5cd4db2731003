package dev.tideway.crds.generator;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** YAML 1.2 to maps, lists and scalars, and back. */
final class Yaml {
  private static final int WIDTH = 110;

  private Yaml() {}

  static Map<String, Object> parse(String text) {
    return Tree.map(
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(text));
  }

  static String print(Map<String, Object> tree) {
    return new Dump(
            DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(WIDTH)
                .setDereferenceAliases(true)
                .build())
        .dumpToString(tree);
  }
}
