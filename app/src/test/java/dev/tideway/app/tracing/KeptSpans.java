package dev.tideway.app.tracing;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Keeps the spans of an app in memory instead of sending them. */
@Singleton
@Replaces(Traces.class)
@Requires(property = KeptSpans.PROPERTY)
final class KeptSpans extends Traces {
  static final String PROPERTY = "test.spans";

  private final InMemorySpanExporter kept;

  @Inject
  KeptSpans() {
    this(InMemorySpanExporter.create());
  }

  private KeptSpans(InMemorySpanExporter kept) {
    super(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(kept))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build(),
        true);
    this.kept = kept;
  }

  void forget() {
    kept.reset();
  }

  List<SpanData> all() {
    return kept.getFinishedSpanItems();
  }

  /** A line for each span, children indented below their parents, in the order of their begin. */
  String tree() {
    StringBuilder tree = new StringBuilder();
    append(tree, "", span -> all().stream().noneMatch(s -> isParent(s, span)));
    return tree.toString();
  }

  private void append(StringBuilder tree, String indent, Predicate<SpanData> which) {
    all().stream()
        .filter(which)
        .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
        .forEach(
            span -> {
              tree.append(indent).append(span.getKind()).append(' ').append(span.getName());
              tree.append('\n');
              append(tree, indent + "  ", child -> isParent(span, child));
            });
  }

  private static boolean isParent(SpanData parent, SpanData child) {
    return SpanId.isValid(child.getParentSpanId())
        && parent.getSpanId().equals(child.getParentSpanId());
  }
}
