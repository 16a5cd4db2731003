package dev.tideway.app;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.NoOpQueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** Sees every statement that the app sends to its database. */
@Singleton
@Requires(property = Statements.PROPERTY)
final class Statements extends NoOpQueryExecutionListener
    implements BeanCreatedEventListener<DataSource>, Ordered {
  static final String PROPERTY = "test.statements";

  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  record Seen(String sql, boolean onVirtualThread) {}

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  void forget() {
    seen.clear();
  }

  // Below Micronaut's own wrapping, which hands out one connection for the whole of a request.
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return ProxyDataSourceBuilder.create(event.getBean()).listener(this).build();
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    boolean onVirtualThread = Thread.currentThread().isVirtual();
    queries.forEach(query -> seen.add(new Seen(query.getQuery(), onVirtualThread)));
  }
}
