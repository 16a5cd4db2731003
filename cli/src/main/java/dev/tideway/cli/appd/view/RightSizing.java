package dev.tideway.cli.appd.view;

import java.util.ArrayList;
import java.util.List;

/**
 * What a container should ask for, by what it uses now. Only what is far off is told: a moment says
 * little of a day.
 */
public final class RightSizing {
  private static final long LEAST_CPU = 50;
  private static final long MUCH_CPU = 4;
  private static final long LEAST_MEMORY = 32L << 20;
  private static final long MUCH_MEMORY = 2;
  private static final long STEP_MEMORY = 16L << 20;
  // Of a limit, in percent; beyond it a process is killed.
  private static final long NEAR = 85;

  private RightSizing() {}

  /** A sentence for each thing to change; none for what fits. */
  public static List<String> hints(Usage usage) {
    List<String> hints = new ArrayList<>();
    cpu(usage, hints);
    memory(usage, hints);
    return hints;
  }

  private static void cpu(Usage usage, List<String> hints) {
    long used = usage.cpuUsed();
    long fit = Math.max(LEAST_CPU, Math.ceilDiv(used * 2, 10) * 10);
    if (usage.cpuAsked().isEmpty()) {
      hints.add(
          usage.container()
              + " asks for no CPU, so a full node may leave it none and no autoscaler can go by it:"
              + " requests.cpu: "
              + Quantity.cpu(fit));
      return;
    }
    long asked = usage.cpuAsked().getAsLong();
    if (used > asked) {
      hints.add(
          "%s uses %s of CPU and asks for %s, so others may take it away: requests.cpu: %s"
              .formatted(
                  usage.container(), Quantity.cpu(used), Quantity.cpu(asked), Quantity.cpu(fit)));
    } else if (asked > MUCH_CPU * Math.max(used, 1) && fit < asked) {
      hints.add(
          "%s asks for %s of CPU and uses %s: requests.cpu: %s would do"
              .formatted(
                  usage.container(), Quantity.cpu(asked), Quantity.cpu(used), Quantity.cpu(fit)));
    }
  }

  private static void memory(Usage usage, List<String> hints) {
    long used = usage.memoryUsed();
    long fit = Math.max(LEAST_MEMORY, Math.ceilDiv(used * 13 / 10, STEP_MEMORY) * STEP_MEMORY);
    boolean near =
        usage.memoryLimit().isPresent() && used * 100 > usage.memoryLimit().getAsLong() * NEAR;
    // A request above the limit is refused.
    long request = near ? fit : Math.min(fit, usage.memoryLimit().orElse(fit));
    if (near) {
      hints.add(
          "%s uses %s of a limit of %s, beyond which it is killed: limits.memory: %s"
              .formatted(
                  usage.container(),
                  Quantity.memory(used),
                  Quantity.memory(usage.memoryLimit().getAsLong()),
                  Quantity.memory(fit)));
    }
    if (usage.memoryAsked().isEmpty()) {
      hints.add(
          usage.container()
              + " asks for no memory, so it is the first that a full node evicts: requests.memory: "
              + Quantity.memory(request));
    } else if (used > usage.memoryAsked().getAsLong()) {
      hints.add(
          "%s uses %s of memory and asks for %s, so a full node may evict it: requests.memory: %s"
              .formatted(
                  usage.container(),
                  Quantity.memory(used),
                  Quantity.memory(usage.memoryAsked().getAsLong()),
                  Quantity.memory(request)));
    } else if (usage.memoryAsked().getAsLong() > MUCH_MEMORY * used
        && fit < usage.memoryAsked().getAsLong()) {
      hints.add(
          "%s asks for %s of memory and uses %s: requests.memory: %s would do"
              .formatted(
                  usage.container(),
                  Quantity.memory(usage.memoryAsked().getAsLong()),
                  Quantity.memory(used),
                  Quantity.memory(fit)));
    }
  }
}
