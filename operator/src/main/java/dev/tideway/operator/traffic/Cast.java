package dev.tideway.operator.traffic;

import dev.tideway.operator.desired.Ports;
import dev.tideway.operator.desired.Revision;
import java.util.Map;

/**
 * The revisions of an app, for whoever makes Services of them.
 *
 * @param revisions by hash
 * @param ports of all revisions that have pods
 */
public record Cast(Map<String, Revision> revisions, Ports ports) {
  public Cast {
    revisions = Map.copyOf(revisions);
  }
}
