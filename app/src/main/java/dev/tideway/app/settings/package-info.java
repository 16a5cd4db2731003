/** What can be set from outside, and what of it may be seen. */
@NullMarked
package dev.tideway.app.settings;

import org.jspecify.annotations.NullMarked;
