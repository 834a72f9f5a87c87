package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.http.Params;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The journal live, as server-sent events; it goes on after the last id that the client has. */
@Component(
    service = Resource.class,
    configurationPid = ConsoleConfig.PID,
    property = Resource.PATH + "=/api/v1/journal/stream")
@Designate(ocd = ConsoleConfig.class)
@Path("/")
public final class JournalStreamResource implements Resource {
  private static final Duration BEAT = Duration.ofSeconds(15);

  private final Journal journal;
  private final FactTypes known;
  private final Access access;
  private final EventStreams streams;
  private final Access.Watch watch;
  private final ScreenNews screens;

  @Activate
  public JournalStreamResource(
      @Reference Journal journal,
      @Reference FactTypes known,
      @Reference Access access,
      @Reference Lookers lookers,
      @Reference House house,
      ConsoleConfig config,
      BundleContext context) {
    this.journal = journal;
    this.known = known;
    this.access = access;
    this.streams =
        new EventStreams(
            journal,
            new EventFrames(RegionTime.of(house)),
            lookers,
            config.streams(),
            config.streamsPerCaller(),
            BEAT);
    this.watch = access.watch(streams::changed);
    this.screens = new ScreenNews(context, streams::partsChanged);
  }

  /**
   * Follows from the last id, else from {@code after}, else from now on. The answer is never given
   * to {@code suspended}: it only keeps the request open while the stream writes by itself. HEAD
   * comes here too, and has its answer at once.
   */
  @GET
  @Produces({MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON})
  @MayCall("staff")
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
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "types", "parts"));
    String after = params.text("after");
    Set<String> types = params.words("types");
    boolean parts = Boolean.TRUE.equals(params.yesOrNo("parts"));
    params.check();
    known.check(types);
    EventStream.Start start = new EventStream.Start(caller, from(lastId, after), types, parts);
    streams.check(caller);
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      suspended.resume(Response.ok().type(MediaType.SERVER_SENT_EVENTS).build());
      return;
    }
    ServletSink sink = new ServletSink(request.getAsyncContext());
    EventStream stream = streams.open(sink, start, () -> access.look(token));
    sink.start(stream::wake, stream::end);
  }

  private Cursor from(@Nullable String lastId, @Nullable String after) {
    if (lastId != null && !lastId.isBlank()) {
      return Cursors.upTo(journal.end(), lastId.trim(), "/Last-Event-ID");
    }
    Cursor end = journal.end();
    return after != null ? Cursors.upTo(end, after, "/after") : end;
  }

  @Override
  public void leaving() {
    streams.endAll();
  }

  @Deactivate
  void stop() {
    screens.close();
    watch.close();
    streams.close();
  }
}
