/** The only place that knows SQL. */
@NullMarked
package dev.tideway.app.repositories;

import org.jspecify.annotations.NullMarked;
