package dev.tideway.cli.appd;

/** What people can do to a rollout. The names are those of the API. */
enum Steering {
  Promote("Pass the gate that the rollout waits at.", Pin.NEEDED),
  PromoteFull("Skip the steps left; analysis still guards.", Pin.NEEDED),
  Pause("Stay at the current step.", Pin.SENT),
  Resume("Go on after a pause.", Pin.SENT),
  Abort("Give the candidate up; the stable revision takes all traffic again.", Pin.NEEDED),
  Retry("Try a candidate that was given up once more.", Pin.SENT),
  Rollback("Go back to an earlier revision; it stays until the spec changes.", Pin.NONE),
  Restart("Replace every pod.", Pin.NONE);

  /** Whether an action names the candidate that the person looked at. */
  enum Pin {
    NEEDED,
    SENT,
    NONE
  }

  private final String words;
  private final Pin pin;

  Steering(String words, Pin pin) {
    this.words = words;
    this.pin = pin;
  }

  String words() {
    return words;
  }

  Pin pin() {
    return pin;
  }

  /** As it is typed. PromoteFull is an option of promote. */
  String command() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
