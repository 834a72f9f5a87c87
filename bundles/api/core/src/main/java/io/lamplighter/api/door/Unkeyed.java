package io.lamplighter.api.door;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that is no {@code GET} and yet none of the door's commands. Of every other one the door
 * keeps the answer under the caller's {@code Idempotency-Key}, and gives it again when the same
 * call comes again. This one either changes nothing, or knows a call that comes again by itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Unkeyed {
  /** What it does instead, in a few words. */
  String value();
}
