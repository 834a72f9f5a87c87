package io.lamplighter.console;

import io.lamplighter.api.door.Versions;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A thing with its version as ETag. */
final class Shown {
  private Shown() {}

  /** The thing, or 304 when the caller has this version already. */
  static Response of(Object view, long version, @Nullable String ifNoneMatch) {
    Response.ResponseBuilder response =
        Versions.has(version, ifNoneMatch) ? Response.notModified() : Response.ok(view);
    return response.tag(Long.toString(version)).build();
  }
}
