/** Reads: informers and their caches, turned into snapshots. */
@NullMarked
package dev.tideway.operator.observe;

import org.jspecify.annotations.NullMarked;
