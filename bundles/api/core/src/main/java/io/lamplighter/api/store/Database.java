package io.lamplighter.api.store;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A running PostgreSQL server that accepts connections. Whoever provides the server registers this
 * service.
 */
@ConsumerType
public interface Database {
  /** JDBC URL, {@code jdbc:postgresql://host:port/name}. */
  String url();

  /** The role that works. */
  String user();

  String password();

  /** The role that makes and changes tables; the one that works, unless there are two. */
  default String owner() {
    return user();
  }

  default String ownerPassword() {
    return password();
  }
}
