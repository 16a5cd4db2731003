/** Redis, as far as it answers at once: everything works without it. */
@NullMarked
package dev.tideway.app.redis;

import org.jspecify.annotations.NullMarked;
