package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.simulation.Things.Action;
import dev.tideway.operator.simulation.Things.Deployment;
import java.util.Optional;
import java.util.TreeSet;

/** Lets the items of a script happen. */
final class People {
  private final World world;
  private int actions;

  People(World world) {
    this.world = world;
  }

  void schedule(Item.Timed item) {
    world.agenda.at(
        item.at(),
        () -> {
          world.note(() -> "---- " + item);
          happens(item);
        });
  }

  private void happens(Item.Timed item) {
    switch (item) {
      case Item.Apply a -> world.apply(world.app().spec().with(Sights.revision(a.revision())));
      case Item.Resize r -> world.apply(world.app().spec().with(r.size()));
      case Item.Change c -> world.apply(world.app().spec().with(c.way()));
      case Item.Act a -> act(a);
      case Item.Freeze f -> {
        world.freeze = Optional.of(f);
        ends(f.lasts(), () -> world.freeze = world.freeze.filter(now -> !now.equals(f)));
      }
      case Item.Queue q -> {
        world.queued = true;
        ends(q.lasts(), () -> world.queued = false);
      }
      case Item.Load l -> fault("Load", () -> world.controllers.load(l.pods()));
      case Item.Kill k -> fault("Kill", () -> kill(k));
      case Item.Refuse r -> {
        fault("Refuse", () -> world.gateway.refuse(true));
        ends(r.lasts(), () -> world.gateway.refuse(false));
      }
      case Item.NoData n -> {
        fault("NoData", () -> world.noData = true);
        ends(n.lasts(), () -> world.noData = false);
      }
      case Item.Regress r -> {
        fault("Regress", () -> world.regressed = true);
        ends(r.lasts(), () -> world.regressed = false);
      }
      case Item.Deaf d ->
          fault(
              "Deaf", () -> world.operators().forEach(o -> o.cache().deafen(d.kind(), d.lasts())));
      case Item.Slow s ->
          fault(
              "Slow",
              () -> world.operators().forEach(o -> o.cache().slow(s.kind(), s.lasts(), s.lag())));
      case Item.Jump j -> fault("Jump", () -> world.jump(j.millis()));
    }
    world.wakeAll();
  }

  private void fault(String kind, Runnable happens) {
    world.tally.fault(kind);
    happens.run();
  }

  private void ends(long lasts, Runnable end) {
    world.agenda.in(
        lasts,
        () -> {
          end.run();
          world.wakeAll();
        });
  }

  private void kill(Item.Kill kill) {
    TreeSet<String> hashes =
        new TreeSet<>(world.store.all(Kind.Deployment, Deployment.class).keySet());
    if (!hashes.isEmpty()) {
      world.controllers.pods(kill.candidate() ? hashes.last() : hashes.first()).kill(kill.pods());
    }
  }

  private void act(Item.Act act) {
    Optional<Long> candidate = world.state().flatMap(State::candidate).map(c -> c.number());
    ask(
        act.kind(),
        switch (act.names()) {
          case Nothing -> Optional.empty();
          case Candidate -> candidate;
          case Another -> Optional.of((long) act.to());
        },
        act.to(),
        act.override());
  }

  void ask(Request.Kind kind, Optional<Long> revision, int to, boolean override) {
    String name = "a%03d".formatted(actions++);
    world.store.put(
        Kind.Action,
        name,
        new Action(
            new Request(name, name, kind, revision, Optional.of((long) to), "jane", "so", override),
            Optional.empty()));
  }
}
