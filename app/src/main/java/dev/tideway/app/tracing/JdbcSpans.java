package dev.tideway.app.tracing;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/**
 * A span for each statement, with its text and without its values. Below Micronaut's own wrapping,
 * whose connection knows nothing of its database outside of a request's work.
 */
@Singleton
final class JdbcSpans implements BeanCreatedEventListener<DataSource>, Ordered {
  private final Traces traces;

  JdbcSpans(Traces traces) {
    this.traces = traces;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return traces.exported()
        ? JdbcTelemetry.builder(traces.telemetry())
            .setDataSourceInstrumenterEnabled(false)
            .build()
            .wrap(event.getBean())
        : event.getBean();
  }
}
