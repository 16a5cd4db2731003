@NullMarked
package dev.tideway.app.security;

import org.jspecify.annotations.NullMarked;
