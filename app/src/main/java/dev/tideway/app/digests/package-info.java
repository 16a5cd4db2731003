/** Digests, without their exceptions. */
@NullMarked
package dev.tideway.app.digests;

import org.jspecify.annotations.NullMarked;
