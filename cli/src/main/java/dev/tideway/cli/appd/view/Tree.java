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

  private final App app;
  private final List<Pod> pods;
  private final Instant now;
  private final String program;

  private Tree(App app, List<Pod> pods, Instant now, String program) {
    this.app = app;
    this.pods = pods;
    this.now = now;
    this.program = program;
  }

  /**
   * @param program how the commands that it names are typed
   */
  public static List<Line> of(App app, List<Pod> pods, Instant now, String program) {
    return new Tree(app, pods, now, program).root().draw();
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
                    new Branch(
                        Line.of("steps"), Branch.leaves(StepMarks.of(app, c, now, program)))));
    if (!app.analysis().isEmpty()) {
      branches.add(
          new Branch(
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
    return new Branch(headline(), branches);
  }

  private Line headline() {
    List<Word> words = new ArrayList<>();
    words.add(Line.strong(app.name()));
    words.add(Line.plain("  "));
    words.add(Phases.word(app));
    words.add(Line.plain("  " + app.strategy()));
    app.candidate()
        .filter(c -> c.step().isPresent())
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
    return new Branch(new Line(words), podsOf(c.revision().hash()));
  }

  private static String weight(Candidate c) {
    return c.isGivenUp() || c.weight().isEmpty() ? "" : c.weight().getAsInt() + "%";
  }

  private Branch stable(Revision stable) {
    String weight =
        app.moving().filter(c -> c.weight().isPresent()).isPresent()
            ? app.stableWeight() + "%"
            : "";
    return new Branch(new Line(revision(stable, "stable", weight)), podsOf(stable.hash()));
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
        : Optional.of(new Branch(Line.of("other revisions, on their way out"), draw(rest)));
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
    List<Line> lines =
        Line.wrap(
            app.why()
                .orElse(
                    app.isCurrent()
                        ? "the operator gives no reason"
                        : "the operator hasn't seen this spec yet; if that lasts: kubectl get pods"
                            + " -A -l app.kubernetes.io/name=tideway"),
            WIDTH);
    List<Line> first = new ArrayList<>();
    first.add(lines.getFirst().after(Line.strong("why  ")));
    return new Branch(first.getFirst(), rest(lines));
  }

  private static List<Branch> rest(List<Line> lines) {
    return Branch.leaves(lines.subList(1, lines.size()));
  }
}
