package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.http.Params;
import java.util.List;
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
 * The sealed heads of the journal, for whoever keeps them elsewhere; for every logged-in person.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/journal/heads")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HeadsResource implements Resource {
  private final Seals seals;
  private final RegionTime time;

  @Activate
  public HeadsResource(@Reference Seals seals, @Reference House house) {
    this.seals = seals;
    this.time = RegionTime.of(house);
  }

  record HeadView(
      long number,
      String first,
      String last,
      int count,
      String root,
      String hash,
      String signature,
      String keyId,
      String sealedAt) {}

  @GET
  @MayCall("staff")
  public Page<HeadView> heads(@Context UriInfo uri, @Context SecurityContext security) {
    Callers.of(security).require(Role.values());
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "last"));
    long after = params.number("after", 0, 0, Long.MAX_VALUE);
    int last = Math.toIntExact(params.number("last", 0, 0, Page.MAX));
    params.check();
    List<Seals.Head> heads = last > 0 ? seals.newest(last) : seals.heads(after);
    String next =
        last > 0 || heads.size() < Page.MAX
            ? null
            : Long.toString(heads.get(heads.size() - 1).number());
    return new Page<>(heads, next).map(this::view);
  }

  private HeadView view(Seals.Head head) {
    return new HeadView(
        head.number(),
        head.first().toString(),
        head.last().toString(),
        head.count(),
        head.root(),
        head.hash(),
        head.signature(),
        head.keyId(),
        time.text(head.sealedAt()));
  }
}
