@NullMarked
package dev.tideway.cli.cluster;

import org.jspecify.annotations.NullMarked;
