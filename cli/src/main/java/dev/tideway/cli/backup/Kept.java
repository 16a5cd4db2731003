package dev.tideway.cli.backup;

/**
 * A database that was in use before a restore.
 *
 * @param name of the database, which says until when: {@code app-before-2026-11-25T08-00-00Z}
 * @param bytes its size on the volume
 */
public record Kept(String name, long bytes) {}
