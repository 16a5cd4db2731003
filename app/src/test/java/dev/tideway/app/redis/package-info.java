@NullMarked
package dev.tideway.app.redis;

import org.jspecify.annotations.NullMarked;
