package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The same that people see, for programs. */
public final class Documents {
  private Documents() {}

  /** An app with its revisions, and their pods where they were asked for. */
  public static ObjectNode of(App app, Optional<List<Pod>> pods) {
    ObjectNode node = object();
    node.put("namespace", app.namespace());
    node.put("app", app.name());
    node.put("phase", app.phase());
    node.put("current", app.isCurrent());
    node.put("strategy", app.strategy());
    put(node, "why", app.why());
    put(node, "url", app.url());
    app.stable()
        .ifPresent(
            s -> {
              ObjectNode stable = revision(s, pods);
              stable.put("weight", app.stableWeight());
              node.set("stable", stable);
            });
    app.candidate().ifPresent(c -> node.set("candidate", candidate(c, pods)));
    ArrayNode analysis = node.putArray("analysis");
    for (Metric metric : app.analysis()) {
      ObjectNode one = analysis.addObject().put("name", metric.name());
      put(one, "value", metric.value());
      put(one, "verdict", metric.verdict());
      put(one, "samples", metric.samples());
    }
    return node;
  }

  private static ObjectNode candidate(Candidate c, Optional<List<Pod>> pods) {
    ObjectNode node = revision(c.revision(), pods);
    c.weight().ifPresent(w -> node.put("weight", w));
    c.currentStep().ifPresent(s -> node.put("step", s));
    c.steps().ifPresent(s -> node.put("steps", s));
    node.put("stage", c.stage());
    node.put("paused", c.paused());
    putInstant(node, "since", c.since());
    putInstant(node, "deadline", c.deadline());
    return node;
  }

  private static ObjectNode revision(Revision revision, Optional<List<Pod>> pods) {
    ObjectNode node = identity(revision);
    pods.ifPresent(all -> put(node.putArray("pods"), revision, all));
    return node;
  }

  private static void put(ArrayNode list, Revision revision, List<Pod> pods) {
    for (Pod pod : pods) {
      if (pod.hash().equals(revision.hash())) {
        ObjectNode one =
            list.addObject()
                .put("name", pod.name())
                .put("ready", pod.ready())
                .put("restarts", pod.restarts());
        put(one, "problem", pod.problem());
      }
    }
  }

  /** Where an app is, for a pipeline; and what it uses, where that was asked for. */
  public static ObjectNode of(App app, Outcome outcome, List<Usage> usages) {
    ObjectNode node = object();
    node.put("app", app.name());
    node.put("phase", app.phase());
    node.put("generation", app.generation());
    node.put("observedGeneration", app.observed());
    node.put("outcome", outcome.kind().name());
    node.put("why", outcome.words());
    for (Usage usage : usages) {
      ObjectNode one = node.withArray("usage").addObject().put("container", usage.container());
      one.put("pods", usage.pods());
      usage.cpuAsked().ifPresent(cpu -> one.put("cpuRequestMilli", cpu));
      one.put("cpuUsedMilli", usage.cpuUsed());
      usage.memoryAsked().ifPresent(memory -> one.put("memoryRequestBytes", memory));
      usage.memoryLimit().ifPresent(memory -> one.put("memoryLimitBytes", memory));
      one.put("memoryUsedBytes", usage.memoryUsed());
      RightSizing.hints(usage).forEach(one.withArray("hints")::add);
    }
    return node;
  }

  /** The revisions of an app. */
  public static ArrayNode of(List<History.Entry> entries) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (History.Entry entry : entries) {
      ObjectNode node = identity(entry.revision());
      node.put("state", entry.state());
      putInstant(node, "created", entry.created());
      putInstant(node, "servedSince", entry.served());
      entry.decision().map(Answer::action).ifPresent(a -> node.put("action", a));
      put(node, "by", entry.decision().flatMap(Answer::by));
      put(node, "reason", entry.decision().flatMap(Answer::reason));
      list.add(node);
    }
    return list;
  }

  private static ObjectNode identity(Revision revision) {
    return object()
        .put("revision", revision.number())
        .put("hash", revision.hash())
        .put("image", revision.image());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void put(ObjectNode node, String field, Optional<String> value) {
    value.ifPresent(v -> node.put(field, v));
  }

  private static void putInstant(ObjectNode node, String field, Optional<Instant> value) {
    value.ifPresent(v -> node.put(field, v.toString()));
  }
}
