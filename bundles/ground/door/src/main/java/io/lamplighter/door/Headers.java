package io.lamplighter.door;

import java.util.Map;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.MediaType;

/** Headers that keep browsers careful; a resource may say otherwise. */
final class Headers implements ContainerResponseFilter {
  static final Map<String, String> DEFAULTS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cache-Control", "no-store",
          "Vary", "Accept, Accept-Language",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    boolean page = type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE);
    DEFAULTS.forEach(
        (name, value) -> {
          // A page needs its scripts and says itself which.
          if (!(page && name.equals("Content-Security-Policy"))) {
            if (!response.getHeaders().containsKey(name)) {
              response.getHeaders().putSingle(name, value);
            }
          }
        });
  }
}
