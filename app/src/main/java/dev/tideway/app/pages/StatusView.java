package dev.tideway.app.pages;

import dev.tideway.app.faults.Fault;
import java.util.Map;
import java.util.Optional;

/**
 * The status page.
 *
 * @param faults this pod's, where they can be changed and whoever looks may do so
 */
public record StatusView(
    String version,
    String revision,
    String pod,
    String java,
    String up,
    Optional<FaultView> faults) {

  /**
   * The form of the faults.
   *
   * @param sent what was written into it, by field
   * @param errors what to write instead, by field
   */
  public record FaultView(Fault now, Map<String, String> sent, Map<String, String> errors) {

    public String value(String field, String fallback) {
      return sent.getOrDefault(field, fallback);
    }

    public String error(String field) {
      return Words.sentence(errors.getOrDefault(field, ""));
    }

    public boolean isWrong(String field) {
      return errors.containsKey(field);
    }

    public String describedBy(String field) {
      return isWrong(field) ? field + "-error " + field + "-hint" : field + "-hint";
    }

    public String percent() {
      return Words.number(Math.round(now.errorRate() * 100)) + " %";
    }
  }
}
