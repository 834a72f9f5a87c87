package io.lamplighter.intake.web;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.intake.web.Views.TrackingView;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the customer may see with the token of his receipt; no login. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/track")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class TrackResource implements Resource {
  private final Desk desk;
  private final Views views;

  @Activate
  public TrackResource(@Reference Desk desk, @Reference House house) {
    this.desk = desk;
    this.views = new Views(house.zone());
  }

  @GET
  @Path("{no}")
  @MayCall({"public", "partner", "staff"})
  public TrackingView track(
      @PathParam("no") String no, @QueryParam("token") @Nullable String token) {
    if (token == null || token.isEmpty()) {
      throw new Refusal.Invalid("/token", "is missing", "缺失");
    }
    return views.of(desk.track(no, token));
  }
}
