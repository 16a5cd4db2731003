/** kubectl-appd: apps and their rollouts, from the command line. */
@NullMarked
package dev.tideway.cli.appd;

import org.jspecify.annotations.NullMarked;
