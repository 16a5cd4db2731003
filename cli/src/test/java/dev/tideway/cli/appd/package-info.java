@NullMarked
package dev.tideway.cli.appd;

import org.jspecify.annotations.NullMarked;
