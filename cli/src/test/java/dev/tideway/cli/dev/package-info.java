@NullMarked
package dev.tideway.cli.dev;

import org.jspecify.annotations.NullMarked;
