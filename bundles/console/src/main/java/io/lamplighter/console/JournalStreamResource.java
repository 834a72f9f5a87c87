package io.lamplighter.console;

import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The journal live, as server-sent events; it goes on after the last id that the client has. */
@Component(
    service = Resource.class,
    configurationPid = ConsoleConfig.PID,
    property = Resource.PATH + "=/api/v1/journal/stream")
@Path("/")
public final class JournalStreamResource implements Resource {
  private static final Duration BEAT = Duration.ofSeconds(15);

  private final Journal journal;
  private final Access access;
  private final EventStreams streams;

  @Activate
  public JournalStreamResource(
      @Reference Journal journal, @Reference Access access, ConsoleConfig config) {
    this.journal = journal;
    this.access = access;
    this.streams =
        new EventStreams(
            journal,
            new EventFrames(RegionTime.of(config)),
            config.streams(),
            config.streamsPerCaller(),
            BEAT);
  }

  /**
   * Follows from the last id, else from {@code after}, else from now on. The answer is never given
   * to {@code suspended}: it only keeps the request open while the stream writes by itself.
   */
  @GET
  @Produces({MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON})
  public void follow(
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastId,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse suspended)
      throws IOException {
    Caller caller = Callers.of(security);
    caller.require(Role.values());
    String token = Callers.token(headers);
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "types"));
    String after = params.text("after");
    Set<String> types = params.words("types");
    params.check();
    EventStream.Start start = new EventStream.Start(caller, from(lastId, after), types);
    streams.check(caller);
    ServletSink sink = new ServletSink(request.getAsyncContext());
    EventStream stream = streams.open(sink, start, () -> access.person(token));
    sink.start(stream::wake, stream::end);
  }

  private Cursor from(@Nullable String lastId, @Nullable String after) {
    if (lastId != null && !lastId.isBlank()) {
      return Cursors.parse(lastId.trim(), "/Last-Event-ID");
    }
    return after != null ? Cursors.parse(after, "/after") : journal.end();
  }

  @Override
  public void leaving() {
    streams.endAll();
  }

  @Deactivate
  void stop() {
    streams.close();
  }
}
