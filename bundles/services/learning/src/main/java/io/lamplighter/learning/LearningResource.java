package io.lamplighter.learning;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import io.lamplighter.learning.LearningViews.FigureView;
import io.lamplighter.learning.LearningViews.LessonBegins;
import io.lamplighter.learning.LearningViews.Standing;
import io.lamplighter.learning.LearningViews.VersionView;
import io.lamplighter.learning.Version.Change;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
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

/** Learning (学习): how often people corrected the desk, and the models learned from that. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/learning")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LearningResource implements Resource {
  private static final Set<String> BY = Set.of("kind", "week");

  private final ModelBook versions;
  private final Watching watching;

  @Activate
  public LearningResource(@Reference LearningDesk desk) {
    versions = desk.versions();
    watching = new Watching(desk.tools(), versions);
  }

  @GET
  @MayCall({"supervisor", "administrator"})
  public Standing standing(@Context SecurityContext security) {
    return watching.standing(caller(security));
  }

  @GET
  @Path("figures")
  @MayCall({"supervisor", "administrator"})
  public Page<FigureView> figures(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("by", "from", "to", "kind"));
    String by = params.text("by");
    Instant from = params.time("from");
    Instant to = params.time("to");
    RequestKind kind = params.oneOf("kind", RequestKind.values(), RequestKind::wire);
    params.needs("from", from);
    params.needs("to", to);
    if (by == null || !BY.contains(by)) {
      params.bad("by", "must be kind or week", "须为 kind 或 week");
    }
    params.check();
    return Page.all(
            watching.figures(
                caller(security),
                Objects.requireNonNull(by),
                Objects.requireNonNull(from),
                Objects.requireNonNull(to),
                kind == null ? null : kind.wire()))
        .map(FigureView::of);
  }

  @GET
  @Path("versions")
  @MayCall({"supervisor", "administrator"})
  public Page<VersionView> list(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    long before = params.number("after", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    int limit = params.limit(50);
    params.check();
    return versions.list(caller(security), before, limit).map(VersionView::of);
  }

  @GET
  @Path("versions/{no}")
  @MayCall({"supervisor", "administrator"})
  public Versioned<VersionView> get(@PathParam("no") String no, @Context SecurityContext security) {
    return view(versions.get(caller(security), number(no)));
  }

  /** What it would change: requests that it tells otherwise than the one in force then. */
  @GET
  @Path("versions/{no}/changes")
  @MayCall({"supervisor", "administrator"})
  public Page<Change> changes(
      @PathParam("no") String no, @Context UriInfo uri, @Context SecurityContext security) {
    new Params(uri.getQueryParameters(), Set.of()).check();
    return Page.all(versions.changes(caller(security), number(no)));
  }

  @POST
  @Path("versions/{no}/enforce")
  @MayCall({"supervisor", "administrator"})
  public Versioned<VersionView> enforce(
      @PathParam("no") String no,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    return view(versions.enforce(caller, number(no), seen(no, ifMatch, caller)));
  }

  @POST
  @Path("versions/{no}/withdraw")
  @MayCall({"supervisor", "administrator"})
  public Versioned<VersionView> withdraw(
      @PathParam("no") String no,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    return view(versions.withdraw(caller, number(no), seen(no, ifMatch, caller)));
  }

  /** Back to the model that ships. */
  @POST
  @Path("shipped/enforce")
  @MayCall({"supervisor", "administrator"})
  public Standing enforceShipped(@Context SecurityContext security) {
    Caller caller = caller(security);
    versions.enforceShipped(caller);
    return watching.standing(caller);
  }

  @POST
  @Path("lessons")
  @MayCall("administrator")
  public LessonBegins learn(@Context SecurityContext security) {
    return new LessonBegins(versions.learnNow(caller(security)));
  }

  private @Nullable Long seen(String no, @Nullable String ifMatch, Caller caller) {
    return Versions.seen(ifMatch, () -> versions.get(caller, number(no)).version());
  }

  private static long number(String no) {
    if (!no.matches("[0-9]{1,18}")) {
      throw new Refusal.NotFound("learning.unknown", new Text("There is no such version", "没有此版本"));
    }
    return Long.parseLong(no);
  }

  private static Versioned<VersionView> view(Version version) {
    return new Versioned<>(VersionView.of(version), version.version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
