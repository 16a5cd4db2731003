/** What streams have in common. */
@NullMarked
package dev.tideway.app.streams;

import org.jspecify.annotations.NullMarked;
