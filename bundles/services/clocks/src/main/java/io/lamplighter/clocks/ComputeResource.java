package io.lamplighter.clocks;

import io.lamplighter.api.House;
import io.lamplighter.api.clocks.Clocks;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Computes when a limit is due, for anybody who is logged in; nothing is kept. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/clocks/compute")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ComputeResource implements Resource {
  private final Clocks clocks;
  private final House house;

  @Activate
  public ComputeResource(@Reference Clocks clocks, @Reference House house) {
    this.clocks = clocks;
    this.house = house;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("staff")
  @Unkeyed("only asks")
  public AnswerView compute(ComputeBody asked) {
    return AnswerView.of(clocks.compute(asked.question(house.zone())));
  }
}
