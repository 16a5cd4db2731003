@NullMarked
package dev.tideway.app.faults;

import org.jspecify.annotations.NullMarked;
