package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.kit.http.Params;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The journal page by page. On the last page {@code next} is null as in every list; who wants what
 * comes later asks after the last id, or follows the stream.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/journal")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class JournalResource implements Resource {
  private final Journal journal;
  private final RegionTime time;

  @Activate
  public JournalResource(@Reference Journal journal, @Reference House house) {
    this.journal = journal;
    this.time = RegionTime.of(house);
  }

  @GET
  @MayCall("staff")
  public Page<CloudEvent> read(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "types", "limit"));
    String after = params.text("after");
    Set<String> types = params.words("types");
    int limit = params.limit(100);
    params.check();
    // Before the page: what comes meanwhile is for the next one.
    Cursor end = journal.end();
    Cursor from = after == null ? Cursor.START : Cursors.upTo(end, after, "/after");
    Page<Entry> page = journal.read(Callers.of(security), from, types, limit);
    // A filtered page may be short in the middle of a long journal.
    boolean last = page.items().size() < limit && Cursors.reaches(page, end);
    return new Page<>(page.items(), last ? null : page.next())
        .map(entry -> CloudEvent.of(entry, time));
  }
}
