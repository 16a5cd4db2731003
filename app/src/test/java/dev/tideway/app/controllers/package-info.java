@NullMarked
package dev.tideway.app.controllers;

import org.jspecify.annotations.NullMarked;
