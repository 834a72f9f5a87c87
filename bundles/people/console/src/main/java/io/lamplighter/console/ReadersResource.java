package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Readers;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How far the followers of the journal are. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/readers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ReadersResource implements Resource {
  private final Readers readers;
  private final House house;
  private final RegionTime time;

  @Activate
  public ReadersResource(@Reference Readers readers, @Reference House house) {
    this.readers = readers;
    this.house = house;
    this.time = RegionTime.of(house);
  }

  record ReaderView(
      String name,
      boolean present,
      String cursor,
      long behind,
      long lagSeconds,
      int failures,
      @Nullable String lastError,
      @Nullable String retryAt) {}

  @GET
  @MayCall({"integrator", "administrator", "supervisor", "assessor"})
  public Page<ReaderView> all(@Context SecurityContext security) {
    boolean causes = Callers.of(security).covers(house.region());
    return Page.all(readers.all().stream().map(reader -> view(reader, causes)).toList());
  }

  /** Gives up the cursor of one that is gone. */
  @DELETE
  @Path("{name}")
  @MayCall({"integrator", "administrator"})
  public void forget(@PathParam("name") String name, @Context SecurityContext security) {
    readers.forget(Callers.of(security), name);
  }

  /**
   * @param causes whether errors are told: their texts may hold data of any region
   */
  private ReaderView view(Readers.Status reader, boolean causes) {
    return new ReaderView(
        reader.name(),
        reader.present(),
        reader.cursor().toString(),
        reader.behind(),
        reader.lag().toSeconds(),
        reader.failures(),
        causes ? reader.lastError() : null,
        time.textOrNull(reader.retryAt()));
  }
}
