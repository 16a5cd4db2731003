/** Where the database is, its migrations, and what its failures mean. */
@NullMarked
package dev.tideway.app.database;

import org.jspecify.annotations.NullMarked;
