package io.lamplighter.store;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.openjpa.persistence.OpenJPAEntityManager;
import org.apache.openjpa.persistence.OpenJPAPersistence;
import org.apache.openjpa.persistence.PersistenceProviderImpl;

/** The persistence unit of one bundle, on connections that somebody else opened. */
final class EntityUnit implements AutoCloseable {
  private final CurrentConnection connections;
  private final EntityManagerFactory factory;

  EntityUnit(String schema, ClassLoader loader, List<String> entities, DataSource pool) {
    connections = new CurrentConnection(pool);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(PersistenceProviderImpl.class.getClassLoader());
    try {
      factory =
          new PersistenceProviderImpl()
              .createContainerEntityManagerFactory(
                  new EntityUnitInfo(schema, loader, entities, connections), Map.of());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** An entity manager with a begun transaction on {@code connection}. */
  EntityManager open(Connection connection) {
    return connections.with(
        connection,
        () -> {
          OpenJPAEntityManager manager = OpenJPAPersistence.cast(factory.createEntityManager());
          // Otherwise OpenJPA opens no database transaction before the flush, and locks nothing.
          manager.setOptimistic(false);
          manager.getTransaction().begin();
          // Takes the connection now, while it is the current one of this thread.
          manager.getConnection();
          return manager;
        });
  }

  @Override
  public void close() {
    factory.close();
  }
}
