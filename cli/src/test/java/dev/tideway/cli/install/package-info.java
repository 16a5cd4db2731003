@NullMarked
package dev.tideway.cli.install;

import org.jspecify.annotations.NullMarked;
