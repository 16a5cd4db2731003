package dev.tideway.cli.appd.kubectl;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cluster's no, in its own words. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // kubectl's own log, and warnings of the apiserver, which are about something else.
  private static final Pattern NOISE = Pattern.compile("[EWIF][0-9]{4} [0-9:.]+ |Warning: ");

  public Refusal(String said) {
    super(
        said.lines()
            .filter(line -> !NOISE.matcher(line).lookingAt())
            .collect(Collectors.joining("\n"))
            .strip());
  }

  /** Whether the object that was asked for isn't there. */
  public boolean isNotFound() {
    return said().contains("(NotFound)") && !lacksKind();
  }

  /** Whether the caller lacks a right. */
  public boolean isForbidden() {
    return said().contains("(Forbidden)");
  }

  /** Whether the cluster doesn't know the kind, since Tideway isn't installed. */
  public boolean lacksKind() {
    return said().contains("the server doesn't have a resource type")
        || said().contains("the server could not find the requested resource");
  }

  /** What a person can do about it. */
  public String remedy() {
    String said = said();
    if (lacksKind()) {
      return "install Tideway on this cluster (helm/tideway/README.md), or choose another one with"
          + " --context";
    }
    if (isForbidden()) {
      return "ask whoever runs the cluster for the right that it names, or use another --context";
    }
    if (said.contains("(NotFound)")) {
      return "look for its name and its namespace: kubectl appd get -A";
    }
    if (said.contains("logged in") || said.contains("Unauthorized")) {
      return "log in to the cluster again; kubectl auth whoami says whether it worked";
    }
    if (said.contains("connection") || said.contains("dial tcp") || said.contains("timeout")) {
      return "check which cluster is meant, and that it runs: kubectl config current-context";
    }
    return "mend what it says, and run the same command again";
  }

  private String said() {
    return String.valueOf(getMessage());
  }
}
