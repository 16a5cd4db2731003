@NullMarked
package dev.tideway.operator.domain;

import org.jspecify.annotations.NullMarked;
