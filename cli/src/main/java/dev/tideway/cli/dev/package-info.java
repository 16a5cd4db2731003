/** The app on a developer's machine, with a PostgreSQL and a Redis of its own: {@code dev}. */
@NullMarked
package dev.tideway.cli.dev;

import org.jspecify.annotations.NullMarked;
