package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.routes.Letter;
import io.lamplighter.api.routes.Letters;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Messages that routes could not deliver: look, correct, replay, discard. */
@Component(
    service = Resource.class,
    configurationPid = "io.lamplighter.console",
    property = Resource.PATH + "=/api/v1/letters")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LettersResource implements Resource {
  private final Letters letters;
  private final RegionTime time;

  @Activate
  public LettersResource(@Reference Letters letters, @Reference House house) {
    this.letters = letters;
    this.time = RegionTime.of(house);
  }

  record Correction(@Nullable Map<String, Object> data) {}

  record Which(@Nullable List<String> ids, @Nullable String reader) {}

  record Why(@Nullable String why) {}

  record Replayed(int replayed) {}

  @GET
  @MayCall({"integrator", "administrator", "supervisor", "assessor"})
  public Page<LetterView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("reader", "after", "limit"));
    String reader = params.text("reader");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return letters
        .find(Callers.of(security), reader, after, limit)
        .map(letter -> LetterView.of(letter, time));
  }

  @GET
  @Path("{id}")
  @MayCall({"integrator", "administrator", "supervisor", "assessor"})
  public Versioned<LetterView> get(@PathParam("id") String id, @Context SecurityContext security) {
    Letter letter = letters.get(Callers.of(security), id);
    return new Versioned<>(LetterView.of(letter, time), letter.version());
  }

  /** Gives a letter other data; it stays parked until it is replayed. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"integrator", "administrator"})
  public Versioned<LetterView> correct(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable Correction correction,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    if (correction == null || correction.data() == null) {
      throw new Refusal.Invalid("/data", "is missing", "缺失");
    }
    Long seen = Versions.seen(ifMatch, () -> letters.get(caller, id).version());
    Letter letter = letters.correct(caller, id, seen, correction.data());
    return new Versioned<>(LetterView.of(letter, time), letter.version());
  }

  @POST
  @Path("{id}/replay")
  @MayCall({"integrator", "administrator"})
  public Replayed replay(@PathParam("id") String id, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    letters.get(caller, id);
    return new Replayed(letters.replay(caller, List.of(id)));
  }

  /** Some letters, all of a reader, or all. */
  @POST
  @Path("replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"integrator", "administrator"})
  public Replayed replayMany(@Nullable Which which, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    Which wanted = Objects.requireNonNullElse(which, new Which(null, null));
    List<String> ids = wanted.ids();
    if (ids != null && wanted.reader() != null) {
      throw new Refusal.Invalid("/reader", "is for all of a reader; leave ids out", "与 ids 不能并用");
    }
    return new Replayed(
        ids == null ? letters.replayAll(caller, wanted.reader()) : letters.replay(caller, ids));
  }

  @POST
  @Path("{id}/discard")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"integrator", "administrator"})
  public void discard(
      @PathParam("id") String id, @Nullable Why why, @Context SecurityContext security) {
    String reason = why == null ? null : why.why();
    letters.discard(Callers.of(security), id, Objects.requireNonNullElse(reason, ""));
  }
}
