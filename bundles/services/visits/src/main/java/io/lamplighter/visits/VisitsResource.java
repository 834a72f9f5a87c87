package io.lamplighter.visits;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitQuery;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.Visits;
import io.lamplighter.api.visits.Visits.Rate;
import io.lamplighter.api.visits.Visits.Said;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
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

/** Return visits (回访): look, say what a customer said, rates, and how it was drawn. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/visits")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class VisitsResource implements Resource {
  private static final Set<String> FILTERS =
      Set.of("state", "kind", "region", "cell", "requestNo", "bad", "due", "after", "limit");

  private final Visits visits;
  private final VisitDesk desk;

  @Activate
  public VisitsResource(@Reference Visits visits, @Reference VisitDesk desk) {
    this.visits = visits;
    this.desk = desk;
  }

  record AnswerBody(
      @Nullable Long score,
      @Nullable List<String> reasons,
      @Nullable Map<String, String> answers,
      @Nullable String comment) {}

  record TryBody(@Nullable String outcome) {}

  record SeedView(LocalDate day, String commitment, @Nullable String seed, Instant committedAt) {}

  /**
   * @param form yes-no or score
   */
  record QuestionView(String key, String form, String zh, String en) {}

  record ReasonView(String reason, String zh, String en) {}

  @GET
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<VisitView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), FILTERS);
    RequestKind kind = params.oneOf("kind", RequestKind.values(), RequestKind::wire);
    VisitQuery query =
        new VisitQuery(
            params.oneOf("state", VisitState.values(), VisitState::wire),
            kind == null ? null : kind.wire(),
            params.region("region"),
            params.text("cell"),
            params.text("requestNo"),
            params.yesOrNo("bad"),
            params.yesOrNo("due"),
            params.text("after"),
            params.limit(50));
    params.check();
    return visits.find(caller(security), query).map(VisitView::of);
  }

  @GET
  @Path("rates")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<Rate> rates(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("by", "from", "to", "kind"));
    String by = params.text("by");
    Instant from = params.time("from");
    Instant to = params.time("to");
    RequestKind kind = params.oneOf("kind", RequestKind.values(), RequestKind::wire);
    params.needs("by", by);
    params.needs("from", from);
    params.needs("to", to);
    params.check();
    return Page.all(
        visits.rates(
            caller(security),
            Objects.requireNonNull(by),
            Objects.requireNonNull(from),
            Objects.requireNonNull(to),
            kind == null ? null : kind.wire()));
  }

  @GET
  @Path("seeds")
  @MayCall("staff")
  public Page<SeedView> seeds(@Context UriInfo uri) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    LocalDate before = day(params, params.text("after"));
    int limit = params.limit(50);
    params.check();
    List<SeedView> found =
        desk
            .tools()
            .work()
            .call(transaction -> desk.seeds().list(transaction, before, limit + 1))
            .stream()
            .map(one -> new SeedView(one.day(), one.commitment(), one.seed(), one.committedAt()))
            .toList();
    return Page.cut(found, limit, one -> one.day().toString());
  }

  private static @Nullable LocalDate day(Params params, @Nullable String written) {
    try {
      return written == null ? null : LocalDate.parse(written);
    } catch (DateTimeException e) {
      params.bad("after", "must be the next of a page", "须为上一页的 next");
      return null;
    }
  }

  /** Why somebody may be dissatisfied, in the order of the table. */
  @GET
  @Path("reasons")
  @MayCall("staff")
  public Page<ReasonView> reasons(@Context UriInfo uri) {
    new Params(uri.getQueryParameters(), Set.of()).check();
    List<ReasonView> reasons = new ArrayList<>();
    desk.book()
        .asking()
        .reasons()
        .forEach((code, words) -> reasons.add(new ReasonView(code, words.zh(), words.en())));
    return Page.all(reasons);
  }

  @GET
  @Path("{id}")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Versioned<VisitView> get(@PathParam("id") String id, @Context SecurityContext security) {
    return view(visits.get(caller(security), id));
  }

  /** What this visit asks besides the score. */
  @GET
  @Path("{id}/questions")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<QuestionView> questions(
      @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext security) {
    new Params(uri.getQueryParameters(), Set.of()).check();
    Visit visit = visits.get(caller(security), id);
    return Page.all(
        desk.book().asking().questions(visit.questions()).stream()
            .map(VisitsResource::view)
            .toList());
  }

  private static QuestionView view(Question question) {
    Text words = question.words();
    return new QuestionView(question.key(), question.form().wire(), words.zh(), words.en());
  }

  @POST
  @Path("{id}/answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Versioned<VisitView> answer(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable AnswerBody body,
      @Context SecurityContext security) {
    AnswerBody said = body == null ? new AnswerBody(null, null, null, null) : body;
    List<String> reasons = Objects.requireNonNullElse(said.reasons(), List.of());
    Map<String, String> answers = Objects.requireNonNullElse(said.answers(), Map.of());
    noNulls("/reasons", reasons);
    noNulls("/answers", answers.values());
    return view(
        visits.answer(
            caller(security),
            id,
            seen(id, ifMatch, security),
            new Said(said.score(), reasons, answers, said.comment())));
  }

  private static void noNulls(String pointer, Collection<String> texts) {
    if (texts.stream().anyMatch(Objects::isNull)) {
      throw new Refusal.Invalid(pointer, "must be texts, none of them null", "须为文本，不得为 null");
    }
  }

  @POST
  @Path("{id}/tries")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "supervisor"})
  public Versioned<VisitView> tried(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable TryBody body,
      @Context SecurityContext security) {
    String outcome = body == null ? null : body.outcome();
    return view(
        visits.tried(
            caller(security),
            id,
            seen(id, ifMatch, security),
            Objects.requireNonNullElse(outcome, "")));
  }

  private @Nullable Long seen(String id, @Nullable String ifMatch, SecurityContext security) {
    return Versions.seen(ifMatch, () -> visits.get(caller(security), id).version());
  }

  private static Versioned<VisitView> view(Visit visit) {
    return new Versioned<>(VisitView.of(visit), visit.version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
