package dev.tideway.app.storage;

import io.micronaut.context.annotation.Requires;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A bean that is only there where a storage is configured. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Requires(property = RequiresStorage.PROPERTY)
public @interface RequiresStorage {
  /** Set exactly when there is a storage; what STORAGE_URL says. */
  String PROPERTY = "app.storage.url";
}
