/** Writes: server-side apply of what differs, deletion of what the spec no longer asks for. */
@NullMarked
package dev.tideway.operator.apply;

import org.jspecify.annotations.NullMarked;
