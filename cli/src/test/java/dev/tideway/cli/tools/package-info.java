@NullMarked
package dev.tideway.cli.tools;

import org.jspecify.annotations.NullMarked;
