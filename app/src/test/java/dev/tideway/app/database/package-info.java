@NullMarked
package dev.tideway.app.database;

import org.jspecify.annotations.NullMarked;
