/** How quick and how small the bundled API is. No tests: only their names call them. */
@NullMarked
package dev.tideway.e2e.bench;

import org.jspecify.annotations.NullMarked;
