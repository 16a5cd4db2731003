/** tideway: the local cluster and the kubectl plugin. */
@NullMarked
package dev.tideway.cli;

import org.jspecify.annotations.NullMarked;
