package io.lamplighter.api.door;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a method of a {@link Resource}, and how much he may send. The door decides it from
 * the head of a call, before a byte of the body is read; a method without it nobody may call. The
 * service behind still judges for itself: it knows more, and is asked by others than the door.
 *
 * <p>The same words stand in the OpenAPI as {@code x-rights}, and a test of the build holds the two
 * together.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MayCall {
  /** Whoever shows neither a login nor a key. */
  String PUBLIC = "public";

  /**
   * Every partner; with {@code :<channel>} those of a channel, with {@code :{name}} those of the
   * channel that stands in the address at this place.
   */
  String PARTNER = "partner";

  /** Every person who has logged in, whatever his role. */
  String STAFF = "staff";

  /** Whoever calls from this machine itself, past every proxy. */
  String LOOPBACK = "loopback";

  /**
   * Of these words, and of the roles as {@link io.lamplighter.api.security.Role#wire()} has them.
   */
  String[] value();

  /** Largest body in bytes of a known caller; the door's own limit when it is left out. */
  long body() default 0;

  /** Largest body in bytes of the public. */
  long strangers() default 16_384;

  /**
   * Whether the method reads the body while it comes, and never holds more than a piece of it.
   * There are few places for such calls, and bytes have to come at a least rate.
   */
  boolean streams() default false;
}
