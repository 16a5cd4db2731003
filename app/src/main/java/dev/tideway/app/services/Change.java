package dev.tideway.app.services;

import dev.tideway.app.models.Item;

/** What came of a wish to change or delete an item. */
public sealed interface Change {
  /** Done; {@code item} is what it is now, or was when it was deleted. */
  record Done(Item item) implements Change {}

  /** There is no such item. */
  record Missing() implements Change {}

  /** Somebody has changed it since the client looked. */
  record Stale() implements Change {}
}
