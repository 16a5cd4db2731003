/** What Linux says of processes. */
@NullMarked
package dev.tideway.cli.processes;

import org.jspecify.annotations.NullMarked;
