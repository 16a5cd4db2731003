/** Where the bytes of files are: a port, and an adapter for each kind of storage. */
@NullMarked
package dev.tideway.app.storage;

import org.jspecify.annotations.NullMarked;
