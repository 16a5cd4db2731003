package dev.tideway.cli.appd.view;

import dev.tideway.cli.appd.view.Line.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An app, its revisions, pods, steps and verdicts as a tree. */
public final class Tree {
  private static final int WIDTH = 96;
  private static final String NEXT = " Next: ";

  private final App app;
  private final List<Pod> pods;
  private final Instant now;
  private final Typed typed;

  private Tree(App app, List<Pod> pods, Instant now, Typed typed) {
    this.app = app;
    this.pods = pods;
    this.now = now;
    this.typed = typed;
  }

  /**
   * @param typed how the commands that it names are typed
   */
  public static List<Line> of(App app, List<Pod> pods, Instant now, Typed typed) {
    return new Tree(app, pods, now, typed).root().draw();
  }

  private Branch root() {
    List<Branch> branches = new ArrayList<>();
    app.candidate().ifPresent(c -> branches.add(candidate(c)));
    app.stable().ifPresent(s -> branches.add(stable(s)));
    others().ifPresent(branches::add);
    app.candidate()
        .filter(c -> !app.steps().isEmpty())
        .ifPresent(
            c ->
                branches.add(
                    Branch.of(Line.of("steps"), Branch.leaves(StepMarks.of(app, c, now, typed)))));
    if (!app.analysis().isEmpty()) {
      branches.add(
          Branch.of(
              Line.of("analysis"),
              Branch.leaves(Table.align(app.analysis().stream().map(Tree::metric).toList()))));
    }
    app.rollback()
        .ifPresent(
            r ->
                branches.add(
                    Branch.leaf(
                        Line.of(
                            Line.warn("rollback"),
                            Line.plain(
                                "  to revision "
                                    + r.number()
                                    + "; it stays until the spec changes")))));
    app.url().ifPresent(url -> branches.add(Branch.leaf(Line.of("url  " + url))));
    branches.add(why());
    return Branch.of(headline(), branches);
  }

  private Line headline() {
    List<Word> words = new ArrayList<>();
    words.add(Line.strong(app.name()));
    words.add(Line.plain("  "));
    words.add(Phases.word(app));
    words.add(Line.plain("  " + app.strategy()));
    app.candidate()
        .filter(c -> c.currentStep().isPresent())
        .ifPresent(c -> words.add(Line.plain("  step " + Phases.step(c))));
    app.moving()
        .filter(c -> c.weight().isPresent())
        .ifPresent(c -> words.add(Line.plain("  weight " + c.weight().getAsInt() + "%")));
    words.add(Line.faint("  namespace " + app.namespace()));
    return new Line(words);
  }

  private Branch candidate(Candidate c) {
    List<Word> words = new ArrayList<>(revision(c.revision(), "candidate", weight(c)));
    String stage = c.stage().isEmpty() ? "" : "  " + c.stage();
    String since = c.since().map(s -> " for " + Times.since(c.since(), now)).orElse("");
    words.add(c.isGivenUp() ? Line.bad(stage + since) : Line.plain(stage + since));
    if (c.paused()) {
      words.add(Line.warn(", paused"));
    }
    if (c.express()) {
      words.add(Line.plain(", skips the steps left"));
    }
    if (c.override()) {
      words.add(Line.warn(", despite a freeze"));
    }
    if (!c.isGivenUp()) {
      c.deadline()
          .ifPresent(
              d ->
                  words.add(
                      Line.faint(
                          d.isAfter(now)
                              ? ", given up in "
                                  + Times.of(Duration.between(now, d))
                                  + " without progress"
                              : ", its deadline has passed")));
    }
    return Branch.of(new Line(words), podsOf(c.revision().hash()));
  }

  private static String weight(Candidate c) {
    return c.isGivenUp() || c.weight().isEmpty() ? "" : c.weight().getAsInt() + "%";
  }

  private Branch stable(Revision stable) {
    String weight =
        app.moving().filter(c -> c.weight().isPresent()).isPresent()
            ? app.stableWeight() + "%"
            : "";
    return Branch.of(new Line(revision(stable, "stable", weight)), podsOf(stable.hash()));
  }

  private static List<Word> revision(Revision revision, String role, String weight) {
    return List.of(
        Line.plain("revision " + revision.number() + "  "),
        Line.strong(role),
        Line.plain((weight.isEmpty() ? "" : "  " + weight) + "  " + revision.image()));
  }

  private List<Branch> podsOf(String hash) {
    return draw(pods.stream().filter(p -> p.hash().equals(hash)).toList());
  }

  // Pods of a third spec's predecessor, or of a revision that was just replaced.
  private Optional<Branch> others() {
    List<String> known =
        Stream.concat(app.candidate().map(Candidate::revision).stream(), app.stable().stream())
            .map(Revision::hash)
            .toList();
    List<Pod> rest = pods.stream().filter(p -> !known.contains(p.hash())).toList();
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(Branch.of(Line.of("other revisions, on their way out"), draw(rest)));
  }

  private List<Branch> draw(List<Pod> some) {
    return Branch.leaves(
        Table.align(some.stream().sorted(Comparator.comparing(Pod::name)).map(this::pod).toList()));
  }

  private List<Word> pod(Pod pod) {
    return List.of(
        pod.ready() ? Line.good("✓ " + pod.name()) : Line.bad("✗ " + pod.name()),
        Line.plain(pod.ready() ? "ready" : "not ready"),
        pod.restarts() == 0
            ? Line.plain("0 restarts")
            : Line.warn(pod.restarts() + (pod.restarts() == 1 ? " restart" : " restarts")),
        Line.faint(Times.since(pod.created(), now)),
        pod.problem().map(Line::bad).orElse(Line.plain("")));
  }

  private static List<Word> metric(Metric metric) {
    String verdict = metric.verdict().orElse("no verdict yet");
    return List.of(
        switch (verdict) {
          case "Passed" -> Line.good("✓ " + metric.name());
          case "Regressed" -> Line.bad("✗ " + metric.name());
          default -> Line.plain("· " + metric.name());
        },
        Line.plain(verdict),
        Line.plain(metric.value().orElse("")),
        Line.faint(metric.samples().map(s -> s + " samples").orElse("")));
  }

  private Branch why() {
    String why =
        typed.retyped(
            app.why()
                .orElse(
                    app.isCurrent()
                        ? "the operator gives no reason"
                        : "the operator hasn't seen this spec yet. Next: kubectl get pods -A -l"
                            + " app.kubernetes.io/name=tideway"));
    int next = why.indexOf(NEXT);
    List<Line> lines = new ArrayList<>();
    for (Line line : Line.wrap((next < 0 ? why : why.substring(0, next)).strip(), WIDTH)) {
      lines.add(line.after(lines.isEmpty() ? Line.strong("why  ") : Line.plain("     ")));
    }
    // A command stays in one piece, to be copied.
    if (next >= 0) {
      String command = why.substring(next + NEXT.length()).strip();
      lines.add(Line.of(Line.strong("next "), Line.plain(command)));
    }
    return new Branch(lines.getFirst(), lines.subList(1, lines.size()), List.of());
  }
}
