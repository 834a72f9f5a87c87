package io.lamplighter.door;

import java.net.URI;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Under which address others are to call us. It is configured; else it is the address and port that
 * the call came to. What the caller writes into Host is never repeated: it would decide where the
 * next reader of a link or a WSDL goes.
 *
 * @param configured null when it is not
 */
record PublicAddress(@Nullable URI configured) {

  /**
   * @param written as it stands in the configuration, empty for none
   * @throws IllegalArgumentException when it is no http address
   */
  static PublicAddress of(String written) {
    if (written.isBlank()) {
      return new PublicAddress(null);
    }
    URI uri = URI.create(written.strip());
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
      throw new IllegalArgumentException("publicAddress: no http or https address: " + written);
    }
    return new PublicAddress(withPort(uri));
  }

  private static URI withPort(URI uri) {
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port);
  }

  /** Scheme, host and port, always with a port. */
  URI of(HttpServletRequest request) {
    if (configured != null) {
      return configured;
    }
    String host = request.getLocalAddr();
    boolean naked = host.contains(":") && !host.startsWith("[");
    return URI.create(
        request.getScheme()
            + "://"
            + (naked ? "[" + host + "]" : host)
            + ":"
            + request.getLocalPort());
  }
}
