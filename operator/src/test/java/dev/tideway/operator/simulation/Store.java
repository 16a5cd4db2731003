package dev.tideway.operator.simulation;

import dev.tideway.operator.simulation.Things.Thing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The apiserver: objects with versions, their past, and those who watch them. */
final class Store {
  /**
   * @param number counts every write
   * @param uid of the object: another one of the same name has another
   * @param thing empty once it is deleted
   */
  record Version(long number, long uid, Optional<Thing> thing) {}

  /** Is told of every write. */
  interface Watcher {
    void changed(Kind kind, String name, Version version);
  }

  private record Past(long at, Version version) {}

  private final Map<Kind, Map<String, List<Past>>> objects = new EnumMap<>(Kind.class);
  private final List<Watcher> watchers = new ArrayList<>();
  private final Agenda agenda;
  private long last;

  Store(Agenda agenda) {
    this.agenda = agenda;
    for (Kind kind : Kind.values()) {
      objects.put(kind, new TreeMap<>());
    }
  }

  void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  Optional<Version> version(Kind kind, String name) {
    return Optional.ofNullable(past(kind).get(name))
        .map(List::getLast)
        .map(Past::version)
        .filter(version -> version.thing().isPresent());
  }

  <T extends Thing> Optional<T> get(Kind kind, String name, Class<T> type) {
    return version(kind, name).flatMap(Version::thing).map(type::cast);
  }

  <T extends Thing> Map<String, T> all(Kind kind, Class<T> type) {
    Map<String, T> all = new TreeMap<>();
    past(kind)
        .forEach(
            (name, past) ->
                past.getLast().version().thing().ifPresent(t -> all.put(name, type.cast(t))));
    return all;
  }

  Version put(Kind kind, String name, Thing thing) {
    long uid = version(kind, name).map(Version::uid).orElse(last + 1);
    return write(kind, name, new Version(++last, uid, Optional.of(thing)));
  }

  /** Deletes the very object; another of its name stays. */
  void delete(Kind kind, String name, long uid) {
    if (version(kind, name).filter(version -> version.uid() == uid).isPresent()) {
      write(kind, name, new Version(++last, uid, Optional.empty()));
    }
  }

  /** All objects of a kind as they were at a moment. */
  Map<String, Version> asOf(Kind kind, long when) {
    Map<String, Version> then = new TreeMap<>();
    past(kind)
        .forEach(
            (name, past) -> {
              for (Past p : past.reversed()) {
                if (p.at() <= when) {
                  if (p.version().thing().isPresent()) {
                    then.put(name, p.version());
                  }
                  return;
                }
              }
            });
    return then;
  }

  private Version write(Kind kind, String name, Version version) {
    past(kind).computeIfAbsent(name, n -> new ArrayList<>()).add(new Past(agenda.now(), version));
    List.copyOf(watchers).forEach(watcher -> watcher.changed(kind, name, version));
    return version;
  }

  private Map<String, List<Past>> past(Kind kind) {
    return java.util.Objects.requireNonNull(objects.get(kind));
  }
}
