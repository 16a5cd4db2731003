package dev.tideway.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The kubectl of a cluster.
 *
 * @param program its path
 * @param access what to put before the arguments: a kubeconfig or a context
 */
public record Kubectl(Path program, List<String> access) {
  public Kubectl {
    access = List.copyOf(access);
  }

  /** The whole command line. */
  public List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(access);
    command.addAll(List.of(arguments));
    return command;
  }

  /** What a command prints that has to succeed. */
  public String run(String... arguments) {
    try {
      return Shell.require(command(arguments));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a command succeeds. */
  boolean succeeds(String... arguments) throws IOException, InterruptedException {
    return Shell.run(command(arguments)).ok();
  }

  /** What a command prints, without its warnings; empty when it fails. */
  public String ask(String... arguments) throws IOException, InterruptedException {
    Shell.Result result = Shell.ask(command(arguments));
    return result.ok() ? result.output() : "";
  }

  void apply(Path file) {
    run("apply", "--server-side", "--force-conflicts", "-f", file.toString());
  }
}
