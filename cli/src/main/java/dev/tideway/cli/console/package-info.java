/** What a person at a terminal sees: steps, how far they are, how long they take. */
@NullMarked
package dev.tideway.cli.console;

import org.jspecify.annotations.NullMarked;
