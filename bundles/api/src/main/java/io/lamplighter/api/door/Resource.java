package io.lamplighter.api.door;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A JAX-RS resource at the one HTTP port (whiteboard). A bundle registers it as a service with the
 * property {@link #PATH}; the class itself carries the JAX-RS annotations, its {@code @Path("/")}
 * being relative to that path. Who calls is the {@code SecurityContext}'s principal, always a
 * {@link io.lamplighter.api.security.Caller}.
 *
 * <p>While a bundle is replaced, calls that are inside finish and new ones wait for the successor.
 * The header {@code Lamplighter-Door: <path>,<path>} in the bundle's manifest announces the paths
 * also while the resource cannot run, so that callers hear 503 and not 404.
 */
@ConsumerType
public interface Resource {
  /** Service property: the absolute path, as in {@code /api/v1/requests}. */
  String PATH = "door.path";

  /** Service property (long): largest body in bytes; the door's own limit when it is left out. */
  String MAX_BODY = "door.max-body";

  /**
   * Called, perhaps more than once, before calls stop coming because this resource or the door is
   * replaced: end streams now, so that nobody waits for them. Clients come back by themselves.
   */
  default void leaving() {}
}
