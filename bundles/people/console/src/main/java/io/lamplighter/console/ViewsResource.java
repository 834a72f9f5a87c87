package io.lamplighter.console;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.store.UnitOfWork;
import java.time.InstantSource;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
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

/** One's own views of the pool. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/views")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ViewsResource implements Resource {
  private final SavedViews views;
  private final InstantSource time;

  @Activate
  public ViewsResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=console)") UnitOfWork work,
      @Reference InstantSource time) {
    this.views = new SavedViews(work);
    this.time = time;
  }

  record Wanted(@Nullable String query) {}

  @GET
  @MayCall("staff")
  public Page<SavedViews.View> all(@Context SecurityContext security) {
    return Page.all(views.of(Callers.of(security).name()));
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("staff")
  public SavedViews.View put(
      @PathParam("name") String name, @Nullable Wanted wanted, @Context SecurityContext security) {
    String query = wanted == null ? null : wanted.query();
    return views.put(Callers.of(security).name(), name, query, time.instant());
  }

  @DELETE
  @Path("{name}")
  @MayCall("staff")
  public void remove(@PathParam("name") String name, @Context SecurityContext security) {
    views.remove(Callers.of(security).name(), name);
  }
}
