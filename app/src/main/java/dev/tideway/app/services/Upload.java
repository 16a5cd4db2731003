package dev.tideway.app.services;

import dev.tideway.app.uploads.CheckedStream;

/**
 * A file on its way in.
 *
 * @param bytes ends only when all of it was right
 */
public record Upload(String name, String type, CheckedStream bytes) {}
