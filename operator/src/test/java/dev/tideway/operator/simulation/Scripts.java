package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Share;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.simulation.Item.Fault;
import dev.tideway.operator.simulation.Spec.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes up a run from a seed. */
final class Scripts {
  private static final int REVISIONS = 5;
  // What happens within it is followed by quiet, in which every rollout has to end.
  private static final int BUSY = 240_000;

  private final SplittableRandom random;

  private Scripts(long seed) {
    random = new SplittableRandom(seed);
  }

  static Script of(long seed) {
    return new Scripts(seed).script(seed);
  }

  private Script script(long seed) {
    List<Fate> fates = new ArrayList<>();
    fates.add(one(10) ? fate() : healthy());
    IntStream.range(1, REVISIONS).forEach(i -> fates.add(one(2) ? healthy() : fate()));
    Spec start =
        new Spec(Sights.revision(1), size(), way(), Duration.ofSeconds(random.nextInt(30, 120)));
    List<Item> items = new ArrayList<>();
    items.add(new Item.Apply(random.nextInt(5_000, 60_000), 2));
    people(items, random.nextInt(0, 9));
    if (!one(4)) {
      troubles(items, random.nextInt(0, 5));
      faults(items, random.nextInt(0, 90));
    }
    return new Script(seed, start, fates, items);
  }

  private void people(List<Item> items, int count) {
    for (int i = 0; i < count; i++) {
      long at = at();
      items.add(
          switch (random.nextInt(13)) {
            case 0, 1 -> new Item.Apply(at, random.nextInt(1, REVISIONS + 1));
            case 2 -> new Item.Resize(at, size());
            case 3 -> new Item.Change(at, way());
            case 4 -> new Item.Freeze(at, frozen(at), random.nextBoolean());
            case 5 -> new Item.Queue(at, lasts());
            default -> action(at);
          });
    }
  }

  private Item action(long at) {
    Request.Kind[] kinds = Request.Kind.values();
    return new Item.Act(
        at,
        kinds[random.nextInt(kinds.length)],
        one(3)
            ? Item.Act.Names.Another
            : one(3) ? Item.Act.Names.Nothing : Item.Act.Names.Candidate,
        random.nextInt(1, REVISIONS + 1),
        one(4));
  }

  private void troubles(List<Item> items, int count) {
    for (int i = 0; i < count; i++) {
      long at = at();
      items.add(
          switch (random.nextInt(9)) {
            case 0 -> new Item.Load(at, random.nextInt(1, 12));
            case 1 -> new Item.Kill(at, random.nextBoolean(), random.nextInt(1, 4));
            case 2 -> new Item.Refuse(at, lasts());
            case 3 -> new Item.NoData(at, lasts());
            case 4 -> new Item.Regress(at, lasts());
            case 5 -> new Item.Deaf(at, kind(), lasts() / 4);
            case 6, 7 -> new Item.Slow(at, kind(), lasts(), random.nextInt(100, 6_000));
            default -> new Item.Jump(at, random.nextInt(-90_000, 90_000));
          });
    }
  }

  private void faults(List<Item> items, int count) {
    Fault[] kinds = Fault.values();
    for (int i = 0; i < count; i++) {
      items.add(
          new Item.Broken(
              random.nextInt(0, 130),
              kinds[random.nextInt(kinds.length)],
              random.nextInt(0, one(4) ? 20_000 : 2_000)));
    }
  }

  private Kind kind() {
    return Kind.values()[random.nextInt(Kind.values().length)];
  }

  private Size size() {
    if (one(3)) {
      int min = random.nextInt(1, 4);
      return new Size.Autoscaled(min, random.nextInt(min, 10));
    }
    return new Size.Fixed(one(12) ? 0 : random.nextInt(1, 7));
  }

  private Way way() {
    List<Step> steps = new ArrayList<>();
    int weight = one(4) ? 0 : random.nextInt(1, 40);
    int count = random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      steps.add(
          Step.canary(
              weight, one(3) ? Duration.ZERO : Duration.ofSeconds(random.nextInt(1, 40)), one(3)));
      weight = Math.min(100, weight + random.nextInt(1, 40));
    }
    Way.Type type =
        switch (random.nextInt(7)) {
          case 0 -> Way.Type.RollingUpdate;
          case 1, 2 -> Way.Type.BlueGreen;
          default -> Way.Type.Canary;
        };
    return new Way(
        type,
        !one(3),
        steps,
        Duration.ofSeconds(random.nextInt(0, 40)),
        new Share.Percent(random.nextInt(0, 60)),
        one(2) ? new Share.Pods(0) : new Share.Percent(random.nextInt(0, 60)));
  }

  private static Fate healthy() {
    return new Fate(Fate.Pods.Healthy, 8_000, Optional.empty(), 0, false);
  }

  private Fate fate() {
    Fate.Pods[] pods = Fate.Pods.values();
    Fate.Migrates[] migrations = Fate.Migrates.values();
    return new Fate(
        one(2) ? Fate.Pods.Healthy : pods[random.nextInt(pods.length)],
        random.nextInt(100, 15_000),
        one(3) ? Optional.of(migrations[random.nextInt(migrations.length)]) : Optional.empty(),
        one(6) ? 1 : 0,
        one(6));
  }

  private long at() {
    return random.nextInt(1_000, BUSY);
  }

  private long lasts() {
    return random.nextInt(500, 60_000);
  }

  /** Some freezes outlast every deadline, and all are over when the app comes to rest. */
  private long frozen(long at) {
    return one(3) ? Math.min(4 * lasts(), BUSY + 60_000 - at) : lasts();
  }

  private boolean one(int of) {
    return random.nextInt(of) == 0;
  }
}
