package io.lamplighter.jetty.tls;

import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.Container;
import org.jspecify.annotations.Nullable;

/**
 * Makes the server's connector speak TLS 1.2 and 1.3 and nothing else, when the launcher names a
 * certificate; without one it is as Pax Web made it.
 */
public final class Tls implements Container.Listener {
  private final @Nullable Shown shown;

  /** As the launcher says it. */
  public Tls() {
    this(System.getenv("LAMP_TLS_CERT"), System.getenv("LAMP_TLS_KEY"), InstantSource.system());
  }

  /**
   * @param certificate file of the certificate and those that lead to it; null or empty for no TLS
   * @param key file of its key; null or empty when it is in the same one
   */
  Tls(@Nullable String certificate, @Nullable String key, InstantSource time) {
    Path chain = path(certificate);
    Path own = path(key);
    shown = chain == null ? null : new Shown(chain, own == null ? chain : own, time);
  }

  private static @Nullable Path path(@Nullable String setting) {
    return setting == null || setting.isBlank() ? null : Path.of(setting);
  }

  /** A connector: of the server, now or later. */
  @Override
  public void beanAdded(Container parent, Object child) {
    if (shown != null && child instanceof ServerConnector connector) {
      HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
      http.getHttpConfiguration().addCustomizer(shown.manners());
      connector.addFirstConnectionFactory(
          new SslConnectionFactory(shown.handshakes(), http.getProtocol()));
      shown.watchWhile(connector);
    }
  }

  @Override
  public void beanRemoved(Container parent, Object child) {}
}
