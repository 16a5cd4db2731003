package dev.tideway.app.models;

/** Where an item is in its life. The same words in the API, the database and the documentation. */
public enum ItemStatus {
  DRAFT,
  ACTIVE,
  ARCHIVED
}
