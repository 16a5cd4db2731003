package dev.tideway.cli.images;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The run from which the AOT cache learns which classes a program loads and which methods are hot.
 */
public sealed interface Training {

  /** The program ends by itself. */
  record UntilExit(List<String> arguments) implements Training {
    public UntilExit {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * The program serves HTTP: each path is requested {@code rounds} times, then it gets a SIGTERM.
   *
   * @param environment {@code %PORT%} stands for a free port on loopback, {@code %CLUSTER%} for the
   *     port of a stub of the Kubernetes API, {@code %KEYS%} for {@link ThrowawayKeys}
   * @param paths asked in this order; the first one answering 200 means that it's up
   * @param once asked once after that, with a viewer's token, whatever the answer: what they need
   *     isn't there in a training, and each waits for it
   * @param alone how long it then does its own work before it is asked any more
   */
  record UntilServed(
      Map<String, String> environment,
      List<String> paths,
      int rounds,
      List<String> once,
      Duration alone)
      implements Training {
    static final String PORT = "%PORT%";
    static final String CLUSTER = "%CLUSTER%";
    static final String KEYS = "%KEYS%";

    public UntilServed {
      environment = Map.copyOf(environment);
      paths = List.copyOf(paths);
      once = List.copyOf(once);
    }
  }
}
