/** The commands of {@code tideway}, one a file. */
@NullMarked
package dev.tideway.cli.commands;

import org.jspecify.annotations.NullMarked;
