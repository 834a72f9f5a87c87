package io.lamplighter.camel;

import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.jspecify.annotations.Nullable;

/**
 * Reads placeholders, and takes secrets literally: braces in one mean nothing, however often Camel
 * reads the text that it stands in.
 */
final class LiteralSecrets extends DefaultPropertiesParser {
  // Of the private use area: nobody's text has them.
  private static final char OPEN = '\uE07B';
  private static final char CLOSE = '\uE07D';
  private static final char ESCAPE = '\uE05C';

  private final Secrets secrets;

  LiteralSecrets(PropertiesComponent properties, Secrets secrets) {
    super(properties);
    this.secrets = secrets;
  }

  /** A secret as it may stand in a text that is read for placeholders. */
  static String shield(String secret) {
    return secret.replace('{', OPEN).replace('}', CLOSE).replace('\\', ESCAPE);
  }

  @Override
  public @Nullable String parseUri(
      String text,
      PropertiesLookup properties,
      boolean defaultFallbackEnabled,
      boolean keepUnresolvedOptional,
      boolean nestedPlaceholder) {
    String shielded = text;
    for (String secret : secrets.known()) {
      shielded = shielded.replace(secret, shield(secret));
    }
    String parsed =
        super.parseUri(
            shielded,
            properties,
            defaultFallbackEnabled,
            keepUnresolvedOptional,
            nestedPlaceholder);
    return parsed == null
        ? null
        : parsed.replace(OPEN, '{').replace(CLOSE, '}').replace(ESCAPE, '\\');
  }
}
