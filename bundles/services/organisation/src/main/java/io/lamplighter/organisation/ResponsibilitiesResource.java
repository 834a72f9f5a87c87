package io.lamplighter.organisation;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is first-responsible for what, and who was. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/responsibilities")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ResponsibilitiesResource implements Resource {
  private final Keeper keeper;

  @Activate
  public ResponsibilitiesResource(@Reference Keeper keeper) {
    this.keeper = keeper;
  }

  /**
   * @param to null while he has it
   * @param seconds how long he had it, or has until now
   * @param handover the one that he accepted, null without one
   * @param reason why that was offered; null without one, and to whom personal data is masked
   */
  record TenureView(
      String on,
      String holder,
      Instant from,
      @Nullable Instant to,
      long seconds,
      String why,
      @Nullable String handover,
      @Nullable String reason) {}

  /** What somebody has now: who asks, unless another is named. */
  @GET
  @MayCall("staff")
  public Page<TenureView> heldBy(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("holder", "after", "limit"));
    String holder = params.text("holder");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    Caller caller = caller(security);
    String who = holder == null || holder.equals("me") ? caller.actor() : holder;
    List<Tenure> found =
        keeper
            .work()
            .read(t -> new Tenures(t.connection()).heldBy(who, caller.region(), after, limit));
    return new Page<>(found, found.size() < limit ? null : found.get(limit - 1).on())
        .map(one -> view(one, caller.seesMasked()));
  }

  /** The chain of a request, the first who had it first. */
  @GET
  @Path("{no}")
  @MayCall("staff")
  public Page<TenureView> chain(
      @PathParam("no") String no, @Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    long after = params.number("after", 0, 1, Long.MAX_VALUE);
    int limit = params.limit(Page.MAX);
    params.check();
    List<Tenure> chain =
        keeper.work().read(t -> new Tenures(t.connection()).of(no, after, limit + 1));
    String region =
        chain.isEmpty()
            ? keeper.work().find(t -> new OpenRequests(t.connection()).region(no))
            : chain.get(0).region();
    if (region == null || !caller(security).covers(region)) {
      throw new Refusal.NotFound(
          "responsibility.unknown", new Text("Nothing is known of it", "没有相关记录"));
    }
    return Page.cut(chain, limit, one -> Long.toString(one.id()))
        .map(one -> view(one, caller(security).seesMasked()));
  }

  private TenureView view(Tenure one, boolean masked) {
    Duration held =
        Duration.between(one.from(), Objects.requireNonNullElseGet(one.to(), keeper::now));
    return new TenureView(
        one.on(),
        one.holder(),
        one.from(),
        one.to(),
        Math.max(0, held.toSeconds()),
        one.why(),
        one.handover() == null ? null : one.handover().toString(),
        masked ? null : one.reason());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
