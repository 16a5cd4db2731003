package dev.tideway.crds.generator;

import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** YAML 1.2 to maps, lists and scalars, and back. */
final class Yaml {
  private static final int WIDTH = 110;

  private Yaml() {}

  static Map<String, Object> parse(String text) {
    return Tree.map(
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(text));
  }

  static String print(Map<String, Object> tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(WIDTH)
            .setDereferenceAliases(true)
            .build();
    return new Dump(settings, new Quoting(settings)).dumpToString(tree);
  }

  /** kubectl reads YAML 1.1, where a bare {@code True} or {@code on} is a boolean. */
  private static final class Quoting extends StandardRepresenter {
    private static final Pattern BOOLEAN =
        Pattern.compile("y|n|yes|no|on|off|true|false", Pattern.CASE_INSENSITIVE);

    Quoting(DumpSettings settings) {
      super(settings);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      boolean quote = tag.equals(Tag.STR) && BOOLEAN.matcher(value).matches();
      return super.representScalar(tag, value, quote ? ScalarStyle.DOUBLE_QUOTED : style);
    }
  }
}
