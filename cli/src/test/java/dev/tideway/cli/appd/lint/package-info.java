@NullMarked
package dev.tideway.cli.appd.lint;

import org.jspecify.annotations.NullMarked;
