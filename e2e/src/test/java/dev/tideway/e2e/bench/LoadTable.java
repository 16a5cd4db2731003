package dev.tideway.e2e.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What LoadBench saw, as Markdown. */
final class LoadTable {
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Footprint> footprints = new TreeMap<>();

  /**
   * One case.
   *
   * @param cpu seconds that the server used of its core
   */
  record Row(String service, Load.Kind kind, int connections, Load.Result result, double cpu) {
    private String markdown() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %d | %.0f | %.2f | %.2f | %d | %.0f %% | %.0f µs |",
          service,
          kind.text(),
          connections,
          result.perSecond(),
          result.p50(),
          result.p99(),
          result.errors(),
          100 * cpu / result.seconds(),
          1_000_000 * cpu / result.requests());
    }
  }

  private record Footprint(Duration start, long atRest, long peak) {}

  void add(Row row) {
    rows.add(row);
    // A run takes minutes: whoever waits sees how it goes.
    System.err.println(row.markdown());
  }

  /** The slowest start and the largest processes count. */
  void started(String service, Duration start, long residentMiB) {
    merge(service, new Footprint(start, residentMiB, residentMiB));
  }

  void peak(String service, long mib) {
    merge(service, new Footprint(Duration.ZERO, 0, mib));
  }

  private void merge(String service, Footprint more) {
    footprints.merge(
        service,
        more,
        (a, b) ->
            new Footprint(
                a.start().compareTo(b.start()) < 0 ? b.start() : a.start(),
                Math.max(a.atRest(), b.atRest()),
                Math.max(a.peak(), b.peak())));
  }

  long errors() {
    return rows.stream().mapToLong(row -> row.result().errors()).sum();
  }

  String markdown() {
    StringBuilder table =
        new StringBuilder(
            """

            | service | case | connections | requests/s | p50 ms | p99 ms | errors | its core | a request |
            |---|---|---|---|---|---|---|---|---|
            """);
    rows.forEach(row -> table.append(row.markdown()).append('\n'));
    table.append(
        """

        | service | process start to first item | resident then | at most |
        |---|---|---|---|
        """);
    footprints.forEach(
        (service, f) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.2f s | %d MiB | %d MiB |%n",
                    service,
                    f.start().toMillis() / 1000.0,
                    f.atRest(),
                    f.peak())));
    return table.toString();
  }
}
