@NullMarked
package dev.tideway.cli.console;

import org.jspecify.annotations.NullMarked;
