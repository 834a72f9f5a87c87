package io.lamplighter.systems;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
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

/** What other systems have told us, the newest first. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/records")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordsResource implements Resource {
  private final Records records;

  @Activate
  public RecordsResource(@Reference Records records) {
    this.records = records;
  }

  @GET
  @MayCall("staff")
  public Page<SystemRecord> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(uri.getQueryParameters(), Set.of("system", "kind", "subject", "after", "limit"));
    String system = params.text("system");
    String kind = params.text("kind");
    String subject = params.text("subject");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    Caller caller = (Caller) security.getUserPrincipal();
    return records.find(caller, system, kind, subject, after, limit);
  }
}
