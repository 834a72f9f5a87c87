package io.lamplighter.store;

import java.net.URL;
import java.util.List;
import java.util.Properties;
import javax.persistence.SharedCacheMode;
import javax.persistence.ValidationMode;
import javax.persistence.spi.ClassTransformer;
import javax.persistence.spi.PersistenceUnitInfo;
import javax.persistence.spi.PersistenceUnitTransactionType;
import javax.sql.DataSource;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.jspecify.annotations.Nullable;

/** Describes a bundle's entities to OpenJPA; they were enhanced when the bundle was built. */
record EntityUnitInfo(
    String schema, ClassLoader loader, List<String> entities, DataSource connections)
    implements PersistenceUnitInfo {

  @Override
  public String getPersistenceUnitName() {
    return schema;
  }

  @Override
  public String getPersistenceProviderClassName() {
    return PersistenceProviderImpl.class.getName();
  }

  @Override
  public PersistenceUnitTransactionType getTransactionType() {
    return PersistenceUnitTransactionType.RESOURCE_LOCAL;
  }

  @Override
  public @Nullable DataSource getJtaDataSource() {
    return null;
  }

  @Override
  public DataSource getNonJtaDataSource() {
    return connections;
  }

  @Override
  public List<String> getMappingFileNames() {
    return List.of();
  }

  @Override
  public List<URL> getJarFileUrls() {
    return List.of();
  }

  @Override
  public @Nullable URL getPersistenceUnitRootUrl() {
    return null;
  }

  @Override
  public List<String> getManagedClassNames() {
    return entities;
  }

  @Override
  public boolean excludeUnlistedClasses() {
    return true;
  }

  @Override
  public SharedCacheMode getSharedCacheMode() {
    return SharedCacheMode.NONE;
  }

  @Override
  public ValidationMode getValidationMode() {
    return ValidationMode.NONE;
  }

  @Override
  public Properties getProperties() {
    Properties properties = new Properties();
    properties.setProperty("openjpa.jdbc.Schema", schema);
    properties.setProperty("openjpa.jdbc.DBDictionary", "postgres(BatchLimit=200)");
    properties.setProperty("openjpa.ConnectionRetainMode", "transaction");
    properties.setProperty("openjpa.RuntimeUnenhancedClasses", "unsupported");
    properties.setProperty("openjpa.DynamicEnhancementAgent", "false");
    properties.setProperty("openjpa.Log", "slf4j");
    return properties;
  }

  @Override
  public String getPersistenceXMLSchemaVersion() {
    return "2.2";
  }

  @Override
  public ClassLoader getClassLoader() {
    return loader;
  }

  @Override
  public void addTransformer(ClassTransformer transformer) {}

  @Override
  public ClassLoader getNewTempClassLoader() {
    return loader;
  }
}
