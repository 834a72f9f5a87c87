package io.lamplighter.door;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.kit.http.Versions;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response.Status;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * What all answers have in common: a page links to the next, and whatever is shown has an ETag, its
 * version or else what it says; who has it already, in the same form, is told so.
 */
public final class Manners implements ContainerResponseFilter {
  private static final int TAG = 12;
  private final JsonProvider json;

  Manners(JsonProvider json) {
    this.json = json;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Object said = response.getEntity();
    if (said instanceof Page<?> page) {
      link(request.getUriInfo(), page.next(), response);
    } else if (said instanceof Versioned<?> thing) {
      response.setEntity(thing.shown());
      tag(tag(thing), request, response);
    } else if (isShown(request, response) && (said instanceof Record || said instanceof Map)) {
      byte[] bytes = json.write(said);
      response.setEntity(bytes);
      tag(digest(bytes), request, response);
    }
  }

  /** Whoever has it as a calendar, say, does not have it in JSON. */
  private static String tag(Versioned<?> thing) {
    return thing.shown() instanceof String text
        ? thing.version() + "-" + digest(text.getBytes(StandardCharsets.UTF_8))
        : Long.toString(thing.version());
  }

  private static String digest(byte[] said) {
    return HexFormat.of().formatHex(CallKey.digest(said), 0, TAG);
  }

  private static boolean isShown(
      ContainerRequestContext request, ContainerResponseContext response) {
    return isGet(request)
        && response.getStatus() == Status.OK.getStatusCode()
        && !response.getHeaders().containsKey(HttpHeaders.ETAG);
  }

  /** HEAD is answered by the same methods. */
  private static boolean isGet(ContainerRequestContext request) {
    return request.getMethod().equals(HttpMethod.GET)
        || request.getMethod().equals(HttpMethod.HEAD);
  }

  private static void link(UriInfo uri, @Nullable String next, ContainerResponseContext response) {
    if (next != null) {
      String address =
          uri.getRequestUriBuilder()
              .scheme(null)
              .host(null)
              .port(-1)
              .replaceQueryParam("after", "{next}")
              .build(next)
              .toString();
      response.getHeaders().putSingle(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
    }
  }

  private static void tag(
      String version, ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.ETAG, "\"" + version + "\"");
    if (isGet(request)
        && Versions.has(version, request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusInfo(Status.NOT_MODIFIED);
      response.setEntity(null);
    }
  }
}
