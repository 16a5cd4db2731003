package dev.tideway.app.services;

import dev.tideway.app.models.Item;

/** What came of a wish to create an item. */
public sealed interface Creation {
  /** It is there; or it had been created for the same key and the same content before. */
  record Created(Item item) implements Creation {}

  /** The key was used for other content. */
  record KeyReused() implements Creation {}
}
