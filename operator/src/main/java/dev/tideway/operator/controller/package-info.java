/** Thin reconcilers: observe, plan, write, apply, reschedule. */
@NullMarked
package dev.tideway.operator.controller;

import org.jspecify.annotations.NullMarked;
