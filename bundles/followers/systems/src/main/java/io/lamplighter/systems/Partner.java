package io.lamplighter.systems;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.jspecify.annotations.Nullable;

/**
 * How we show the other system who we are, and how we know it. Passwords and tokens stand in files
 * of their own.
 *
 * @param authorization the HTTP header's value, null for none
 */
record Partner(@Nullable String authorization, @Nullable SSLContextParameters tls) {
  static final String NAME = "partner";

  /**
   * @param settings {@code user} and {@code passwordFile} for Basic, or {@code tokenFile} for
   *     Bearer; {@code keyStore} and {@code keyStorePasswordFile} with our certificate, {@code
   *     trustStore} and {@code trustStorePasswordFile} with theirs, PKCS #12 or JKS
   * @throws IOException when a file cannot be read
   */
  static Partner of(Properties settings) throws IOException {
    return new Partner(authorization(settings), tls(settings));
  }

  private static @Nullable String authorization(Properties settings) throws IOException {
    String user = settings.getProperty("user", "");
    String tokenFile = settings.getProperty("tokenFile", "");
    if (!tokenFile.isBlank()) {
      return "Bearer " + secret(tokenFile);
    }
    if (user.isBlank()) {
      return null;
    }
    String pair = user + ":" + secret(settings.getProperty("passwordFile", ""));
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable SSLContextParameters tls(Properties settings) throws IOException {
    KeyStoreParameters ours = store(settings, "keyStore");
    KeyStoreParameters theirs = store(settings, "trustStore");
    if (ours == null && theirs == null) {
      return null;
    }
    SSLContextParameters tls = new SSLContextParameters();
    if (ours != null) {
      KeyManagersParameters keys = new KeyManagersParameters();
      keys.setKeyStore(ours);
      keys.setKeyPassword(ours.getPassword());
      tls.setKeyManagers(keys);
    }
    if (theirs != null) {
      TrustManagersParameters trust = new TrustManagersParameters();
      trust.setKeyStore(theirs);
      tls.setTrustManagers(trust);
    }
    return tls;
  }

  private static @Nullable KeyStoreParameters store(Properties settings, String key)
      throws IOException {
    String file = settings.getProperty(key, "");
    if (file.isBlank()) {
      return null;
    }
    KeyStoreParameters store = new KeyStoreParameters();
    store.setResource("file:" + file);
    store.setType(file.endsWith(".jks") ? "JKS" : "PKCS12");
    store.setPassword(secret(settings.getProperty(key + "PasswordFile", "")));
    return store;
  }

  private static String secret(String file) throws IOException {
    return Files.readString(Path.of(file)).strip();
  }

  /** Makes every HTTP endpoint of the context speak so. */
  void applyTo(CamelContext context) {
    context.getRegistry().bind(NAME, this);
    if (tls != null) {
      context
          .getRegistry()
          .bind(
              "partner-tls",
              ComponentCustomizer.builder(HttpComponent.class)
                  .build((HttpComponent http) -> http.setSslContextParameters(tls)));
    }
  }
}
