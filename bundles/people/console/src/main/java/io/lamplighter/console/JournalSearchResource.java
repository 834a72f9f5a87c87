package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.JournalSearch;
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

/** The journal from its end, by what one remembers of it. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/journal/search")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class JournalSearchResource implements Resource {
  private final JournalSearch search;
  private final RegionTime time;

  @Activate
  public JournalSearchResource(@Reference JournalSearch search, @Reference House house) {
    this.search = search;
    this.time = RegionTime.of(house);
  }

  @GET
  @MayCall("staff")
  public Page<CloudEvent> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(uri.getQueryParameters(), Set.of("types", "subject", "actor", "after", "limit"));
    Set<String> types = params.words("types");
    String subject = params.text("subject");
    String actor = params.text("actor");
    String after = params.text("after");
    int limit = params.limit(100);
    params.check();
    Cursor before = after == null ? null : Cursors.parse(after, "/after");
    JournalSearch.Query query = new JournalSearch.Query(types, subject, actor);
    return search
        .find(Callers.of(security), query, before, limit)
        .map(entry -> CloudEvent.of(entry, time));
  }
}
