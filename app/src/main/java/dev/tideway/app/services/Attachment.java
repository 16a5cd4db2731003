package dev.tideway.app.services;

import dev.tideway.app.models.AttachedFile;

/** What came of a wish to attach a file to an item. */
public sealed interface Attachment {
  /** It is there; or it had been attached for the same key and the same content before. */
  record Attached(AttachedFile file) implements Attachment {}

  /** There is no such item. */
  record NoItem() implements Attachment {}

  /** The item has as many files as an item may have. */
  record TooMany(int most) implements Attachment {}

  /** The key was used for other content. */
  record KeyReused() implements Attachment {}

  /** As many uploads are running as may run at once. */
  record Busy() implements Attachment {}

  /** It took so long that its bytes were taken for left behind. */
  record GivenUp() implements Attachment {}
}
