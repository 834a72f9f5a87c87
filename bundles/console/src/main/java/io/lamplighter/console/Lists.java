package io.lamplighter.console;

import io.lamplighter.api.Page;
import java.util.List;
import java.util.function.Function;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** How every list looks: items, the cursor of the next page, and the same as a Link header. */
final class Lists {
  private Lists() {}

  record ListView<T>(List<T> items, @Nullable String next) {}

  static <T, V> Response of(Page<T> page, Function<T, V> view, UriInfo uri) {
    return of(page.items().stream().map(view).toList(), page.next(), uri);
  }

  static Response of(List<?> items, @Nullable String next, UriInfo uri) {
    Response.ResponseBuilder response = Response.ok(new ListView<>(items, next));
    if (next != null) {
      String address =
          uri.getRequestUriBuilder()
              .scheme(null)
              .host(null)
              .port(-1)
              .replaceQueryParam("after", "{next}")
              .build(next)
              .toString();
      response.header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
    }
    return response.build();
  }
}
