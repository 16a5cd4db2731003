@NullMarked
package dev.tideway.operator.controller;

import org.jspecify.annotations.NullMarked;
