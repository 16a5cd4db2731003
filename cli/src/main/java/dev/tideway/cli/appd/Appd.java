package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.appd.kubectl.KubectlTransport;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.view.Line;
import dev.tideway.cli.appd.view.Typed;
import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: what all its commands share. */
@Command(
    description = "See and steer apps and their rollouts.",
    mixinStandardHelpOptions = true,
    version = "kubectl-appd 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; for status: ready",
      "1:refused or failed; for status: aborted or degraded; for lint: something to mend",
      "2:not written as a command has to be",
      "3:for status: still under way, held by a freeze, or the timeout is over",
      "4:for status: waits for a person"
    })
final class Appd implements Typed {
  private static final Pattern COMMAND = Pattern.compile("\\bkubectl (appd )?(?=[a-z])");
  private static final String TYPED = "kubectl appd ";

  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int UNDER_WAY = 3;
  static final int WAITS = 4;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      scope = ScopeType.INHERIT,
      description = "Namespace of the app; the context's own when absent.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      scope = ScopeType.INHERIT,
      description = "Context of the kubeconfig.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Kubeconfig, instead of kubectl's own.")
  private Optional<String> kubeconfig = Optional.empty();

  private final String program;
  private final Function<List<String>, Transport> connect;
  private final PrintStream out;
  private final Style style;
  private final Clock clock;

  /**
   * @param program how it is typed, such as {@code kubectl appd}
   * @param connect reaches a cluster by options for kubectl
   */
  Appd(
      String program,
      Function<List<String>, Transport> connect,
      PrintStream out,
      Style style,
      Clock clock) {
    this.program = program;
    this.connect = connect;
    this.out = out;
    this.style = style;
    this.clock = clock;
  }

  /**
   * As it runs for people: on standard output, and by the real time.
   *
   * @param kubectl asked for only by commands that need a cluster
   */
  static Appd real(String program, Supplier<Kubectl> kubectl, Map<String, String> env) {
    return new Appd(
        program,
        options -> {
          List<String> access = new ArrayList<>(kubectl.get().access());
          access.addAll(options);
          return new KubectlTransport(new Kubectl(kubectl.get().program(), access));
        },
        stream(FileDescriptor.out),
        Style.detect(env),
        Clock.systemUTC());
  }

  // Its marks are no letters of an old character set, whatever the locale says.
  static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  Transport transport() {
    List<String> options = new ArrayList<>();
    kubeconfig.ifPresent(file -> options.addAll(List.of("--kubeconfig", file)));
    context.ifPresent(name -> options.addAll(List.of("--context", name)));
    namespace.ifPresent(name -> options.addAll(List.of("--namespace", name)));
    return connect.apply(options);
  }

  /**
   * A command of this program as it is typed for the same cluster and, unless for all, namespace.
   */
  @Override
  public String typed(String command) {
    return program + " " + command + (command.endsWith(" -A") ? cluster() : access());
  }

  /** A command of kubectl, likewise. */
  String typedKubectl(String command) {
    return kubectl() + " " + command + access();
  }

  /** The operator names the namespace itself. */
  @Override
  public String retyped(String text) {
    return COMMAND
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    (found.group(1) == null ? kubectl() : program) + cluster() + " "));
  }

  /** What to do, which ends with a command of this program, or has none. */
  String remedy(String text) {
    int at = text.indexOf(TYPED);
    if (at < 0) {
      return text;
    }
    return text.substring(0, at) + typed(text.substring(at + TYPED.length()));
  }

  private String kubectl() {
    return program.startsWith("kubectl") ? "kubectl" : program.replace(" appd", " kubectl");
  }

  private String access() {
    return cluster() + namespace.map(n -> " -n " + n).orElse("");
  }

  private String cluster() {
    return kubeconfig.map(f -> " --kubeconfig " + f).orElse("")
        + context.map(c -> " --context " + c).orElse("");
  }

  String program() {
    return program;
  }

  Style style() {
    return style;
  }

  Clock clock() {
    return clock;
  }

  PrintStream out() {
    return out;
  }

  void print(List<Line> lines) {
    lines.forEach(line -> out.println(line.paint(style)));
    out.flush();
  }

  void print(JsonNode document) {
    out.println(document.toPrettyString());
    out.flush();
  }
}
