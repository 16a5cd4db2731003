@NullMarked
package dev.tideway.cli.backup;

import org.jspecify.annotations.NullMarked;
