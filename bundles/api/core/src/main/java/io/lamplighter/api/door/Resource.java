package io.lamplighter.api.door;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A JAX-RS resource at the one HTTP port (whiteboard). A bundle registers it as a service with the
 * property {@link #PATH}; the class itself carries the JAX-RS annotations, its {@code @Path("/")}
 * being relative to that path. Who calls is the {@code SecurityContext}'s principal, always a
 * {@link io.lamplighter.api.security.Caller}, and {@code isUserInRole} knows the words of {@link
 * MayCall}, which every method states. A whole body is in memory before the method is called. Every
 * method that is no {@code GET} is a command, done once under a caller's {@code Idempotency-Key},
 * unless it is {@link Unkeyed}. A list is answered as a {@link io.lamplighter.api.Page}, a thing
 * with versions as {@link Versioned}; links, tags and 304 are made of them.
 *
 * <p>While a bundle is replaced, calls that are inside finish and new ones wait for the successor.
 * The header {@code Lamplighter-Door: <path>,<path>} in the bundle's manifest announces the paths
 * also while the resource cannot run, so that callers hear 503 and not 404. What is answered is
 * described in the file {@code openapi.yaml} of the bundle.
 */
@ConsumerType
public interface Resource {
  /** Service property: the absolute path, as in {@code /api/v1/requests}. */
  String PATH = "door.path";

  /**
   * Request attribute (text): the client's address behind the trusted proxies, as the door counts
   * calls by it.
   */
  String CLIENT_ADDRESS = "io.lamplighter.client-address";

  /**
   * Called, perhaps more than once, before calls stop coming because this resource or the door is
   * replaced: end streams now, so that nobody waits for them. Clients come back by themselves.
   */
  default void leaving() {}
}
