package io.lamplighter.store;

import java.io.Reader;
import java.io.StringReader;
import org.flywaydb.core.api.resource.LoadableResource;

/** A migration file as Flyway wants it. */
final class ScriptResource extends LoadableResource {
  private final Script script;

  ScriptResource(Script script) {
    this.script = script;
  }

  @Override
  public Reader read() {
    return new StringReader(script.text());
  }

  @Override
  public String getAbsolutePath() {
    return script.name();
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return script.name();
  }

  @Override
  public String getFilename() {
    return script.name();
  }

  @Override
  public String getRelativePath() {
    return script.name();
  }
}
