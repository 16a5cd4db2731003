package dev.tideway.cli.appd;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print a script that completes the words of kubectl-appd in a shell.",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  private final Appd appd;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Shells that it works in. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(
      paramLabel = "SHELL",
      description =
          "bash or zsh; in either: source <(kubectl appd completion bash). For 'kubectl appd'"
              + " itself, kubectl_complete-appd on the PATH is enough.")
  private Shell shell = Shell.bash;

  CompletionCommand(Appd appd) {
    this.appd = appd;
  }

  // One script serves both: it loads zsh's own emulation of bash.
  @Override
  public Integer call() {
    CommandLine root = spec.commandLine().getParent();
    appd.out().println(AutoComplete.bash("kubectl-appd", root));
    return 0;
  }
}
