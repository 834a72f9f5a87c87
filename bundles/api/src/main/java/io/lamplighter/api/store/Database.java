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

  String user();

  String password();
}
