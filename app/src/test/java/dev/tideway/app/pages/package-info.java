@NullMarked
package dev.tideway.app.pages;

import org.jspecify.annotations.NullMarked;
