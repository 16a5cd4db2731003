@NullMarked
package dev.tideway.app.uploads;

import org.jspecify.annotations.NullMarked;
