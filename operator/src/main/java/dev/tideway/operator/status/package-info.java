/** What people see: the status, its conditions and the Events. */
@NullMarked
package dev.tideway.operator.status;

import org.jspecify.annotations.NullMarked;
