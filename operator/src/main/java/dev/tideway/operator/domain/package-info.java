/** Value records that every other package speaks in. Plain Java: no client, no model of an API. */
@NullMarked
package dev.tideway.operator.domain;

import org.jspecify.annotations.NullMarked;
