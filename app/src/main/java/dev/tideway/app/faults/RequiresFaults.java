package dev.tideway.app.faults;

import io.micronaut.context.annotation.Requires;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A bean that is only there where APP_DEMO_FAULTS is on. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Requires(property = RequiresFaults.PROPERTY, value = "true")
public @interface RequiresFaults {
  String PROPERTY = "app.demo-faults";
}
