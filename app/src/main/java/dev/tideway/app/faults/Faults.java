package dev.tideway.app.faults;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The faults of this process: each pod has its own, so that one revision can be made to fail. */
@Singleton
@RequiresFaults
public class Faults {
  private final InstantSource clock;
  private volatile Fault fault = Fault.none();

  Faults(InstantSource clock) {
    this.clock = clock;
  }

  /** What goes wrong now. */
  public Fault now() {
    return fault.at(clock.instant());
  }

  /** Lets go wrong what is asked for, in place of what did before. */
  public Fault set(double errorRate, Duration latency, Duration lasting) {
    Duration held = lasting.compareTo(Fault.LONGEST) > 0 ? Fault.LONGEST : lasting;
    Fault next = new Fault(errorRate, latency, clock.instant().plus(held));
    fault = next;
    return next;
  }
}
