package io.lamplighter.systems;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
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
  public Page<SystemRecord> find(
      @QueryParam("system") @Nullable String system,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @Context SecurityContext security) {
    Caller caller = (Caller) security.getUserPrincipal();
    return records.find(caller, system, kind, subject, after, limit);
  }
}
