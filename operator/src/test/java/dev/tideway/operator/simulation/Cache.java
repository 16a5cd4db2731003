package dev.tideway.operator.simulation;

import dev.tideway.operator.simulation.Store.Version;
import dev.tideway.operator.simulation.Things.Thing;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one operator has heard of. Each kind has a watch of its own, which is in order in itself but
 * not with the others; what an operator has written itself it knows at once, as in JOSDK.
 */
final class Cache implements Store.Watcher {
  private final Map<Kind, Map<String, Version>> heard = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> delivered = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> deafUntil = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> slowUntil = new EnumMap<>(Kind.class);
  private final Store store;
  private final Agenda agenda;
  private final Chance chance;
  private final Runnable news;
  private final Set<Long> gone = new HashSet<>();
  private long slowness;
  private boolean closed;

  /**
   * @param age how old the lists are that it starts with, in milliseconds
   */
  Cache(Store store, Agenda agenda, Chance chance, long age, Runnable news) {
    this.store = store;
    this.agenda = agenda;
    this.chance = chance;
    this.news = news;
    for (Kind kind : Kind.values()) {
      heard.put(kind, new TreeMap<>(store.asOf(kind, agenda.now() - age)));
      // The watch goes on from where the list was: what lies between comes late.
      agenda.in(age == 0 ? 0 : age / 2 + 1, () -> list(kind));
    }
    store.watch(this);
  }

  @Override
  public void changed(Kind kind, String name, Version version) {
    if (agenda.now() < deafUntil.getOrDefault(kind, 0L)) {
      return;
    }
    long lag = chance.between(1, 30, "watch", version.number());
    if (agenda.now() < slowUntil.getOrDefault(kind, 0L)) {
      lag += slowness;
    }
    long at = Math.max(agenda.now() + lag, delivered.getOrDefault(kind, 0L));
    delivered.put(kind, at);
    agenda.at(at, () -> hear(kind, name, version));
  }

  /** Misses every event of a kind until it lists again. */
  void deafen(Kind kind, long millis) {
    deafUntil.put(kind, agenda.now() + millis);
    agenda.in(millis, () -> list(kind));
  }

  /** Hears of a kind late for a while. */
  void slow(Kind kind, long millis, long lag) {
    slowUntil.put(kind, agenda.now() + millis);
    slowness = lag;
  }

  void list(Kind kind) {
    if (!closed) {
      Map<String, Version> known = all(kind);
      known.clear();
      known.putAll(store.asOf(kind, agenda.now()));
      known.values().removeIf(version -> gone.contains(version.uid()));
      news.run();
    }
  }

  void wrote(Kind kind, String name, Version version) {
    all(kind).merge(name, version, (a, b) -> a.number() > b.number() ? a : b);
  }

  /** A removal of its own, of which the watch has not told yet. */
  void removed(Kind kind, String name, long uid) {
    if (version(kind, name).filter(version -> version.uid() == uid).isPresent()) {
      all(kind).remove(name);
      gone.add(uid);
    }
  }

  void close() {
    closed = true;
    store.unwatch(this);
  }

  Optional<Version> version(Kind kind, String name) {
    return Optional.ofNullable(all(kind).get(name));
  }

  <T extends Thing> Optional<T> get(Kind kind, String name, Class<T> type) {
    return version(kind, name).flatMap(Version::thing).map(type::cast);
  }

  Map<String, Version> all(Kind kind) {
    return Objects.requireNonNull(heard.get(kind));
  }

  private void hear(Kind kind, String name, Version version) {
    Map<String, Version> known = all(kind);
    Version before = known.get(name);
    if (!closed && gone.contains(version.uid())) {
      news.run();
      return;
    }
    if (closed || (before != null && before.number() >= version.number())) {
      return;
    }
    if (version.thing().isPresent()) {
      known.put(name, version);
    } else {
      known.remove(name);
    }
    news.run();
  }
}
