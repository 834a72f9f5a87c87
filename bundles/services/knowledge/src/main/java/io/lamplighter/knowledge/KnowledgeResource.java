package io.lamplighter.knowledge;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.knowledge.Article;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import io.lamplighter.knowledge.GapTables.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** What would be answered, and what could not be (未答问题). */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/knowledge")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class KnowledgeResource implements Resource {
  private static final int NEAREST = 5;
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})_(\\d{1,18})");

  private final Tools tools;
  private final Answering answering;
  private final Gaps gaps;

  @Activate
  public KnowledgeResource(@Reference KnowledgeDesk desk) {
    tools = desk.tools();
    answering = desk.answering();
    gaps = desk.gaps();
  }

  record ToldView(
      String no,
      int edition,
      String title,
      String text,
      String source,
      @Nullable LocalDate validTo,
      double likelihood) {
    static ToldView of(Article article) {
      return new ToldView(
          article.no(),
          article.version(),
          article.title(),
          article.text(),
          article.source(),
          article.validTo(),
          article.likelihood());
    }
  }

  record NearView(String no, String title, double likelihood) {}

  /**
   * @param barred whether a person answers it, whatever is known
   * @param answer what would be told; null when nothing is sure enough
   */
  record TriedView(boolean barred, @Nullable ToldView answer, List<NearView> nearest) {}

  record GapView(
      long id,
      String text,
      String region,
      long asked,
      Instant firstAt,
      Instant lastAt,
      String state,
      @Nullable String article,
      @Nullable String closedBy,
      @Nullable Instant closedAt,
      long version) {
    static GapView of(Gap gap) {
      return new GapView(
          gap.id(),
          gap.text(),
          gap.region(),
          gap.asked(),
          gap.firstAt(),
          gap.lastAt(),
          gap.state().wire(),
          gap.article(),
          gap.closedBy(),
          gap.closedAt(),
          gap.version());
    }
  }

  /**
   * @param as answered or not-ours
   */
  record CloseBody(@Nullable String as, @Nullable String article) {}

  /** Tries a question: what its asker would be told, and why perhaps nothing. */
  @GET
  @Path("answer")
  @MayCall("staff")
  public TriedView answer(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
    caller(security).require(Role.values());
    Params params = new Params(uri.getQueryParameters(), Set.of("q", "region"));
    String asked = params.text("q");
    String region = params.region("region");
    params.needs("q", asked);
    params.check();
    Locale locale = Languages.of(headers);
    Answering.Found found =
        answering.look(
            Objects.requireNonNull(asked),
            Objects.requireNonNullElse(region, tools.house().region()),
            tools.day(tools.now()),
            NEAREST);
    Near sure = found.sure();
    return new TriedView(
        found.barred(),
        sure == null ? null : ToldView.of(KnowledgeService.article(sure, locale)),
        found.nearest().stream()
            .map(
                near ->
                    new NearView(
                        near.edition().no(),
                        near.edition().says().title().in(locale),
                        near.likelihood()))
            .toList());
  }

  @GET
  @Path("gaps")
  @MayCall({"agent", "dispatcher", "supervisor", "administrator"})
  public Page<GapView> gaps(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("state", "after", "limit"));
    Gap.State state = params.oneOf("state", Gap.State.values(), Gap.State::wire);
    Place after = place(params);
    int limit = params.limit(50);
    params.check();
    return gaps.list(
            caller(security), Objects.requireNonNullElse(state, Gap.State.OPEN), after, limit)
        .map(GapView::of);
  }

  private static @Nullable Place place(Params params) {
    String after = params.text("after");
    if (after == null) {
      return null;
    }
    Matcher place = CURSOR.matcher(after);
    if (!place.matches()) {
      params.bad("after", "must be the next of a page", "须为上一页的 next");
      return null;
    }
    return new Place(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
  }

  @GET
  @Path("gaps/{id}")
  @MayCall({"agent", "dispatcher", "supervisor", "administrator"})
  public Versioned<GapView> gap(@PathParam("id") String id, @Context SecurityContext security) {
    return view(gaps.get(caller(security), number(id)));
  }

  @POST
  @Path("gaps/{id}/close")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"supervisor", "administrator"})
  public Versioned<GapView> close(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable CloseBody body,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    long gap = number(id);
    Long seen = Versions.seen(ifMatch, () -> gaps.get(caller, gap).version());
    return view(gaps.close(caller, gap, seen, article(body)));
  }

  /** None has the number 0. */
  private static long number(String id) {
    return id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
  }

  /** Which article answers it; null when it is not for us. */
  private static @Nullable String article(@Nullable CloseBody body) {
    CloseBody said = body == null ? new CloseBody(null, null) : body;
    boolean answered = Gap.State.ANSWERED.wire().equals(said.as());
    if (!answered && !Gap.State.NOT_OURS.wire().equals(said.as())) {
      throw new Refusal.Invalid(
          "/as", "must be one of answered, not-ours", "须为以下之一：answered, not-ours");
    }
    if (answered == (said.article() == null)) {
      Text why =
          answered
              ? new Text("is missing", "缺失")
              : new Text("answers nothing that is not ours", "非我方问题不应填写知识");
      throw new Refusal.Invalid("/article", why.en(), why.zh());
    }
    return said.article();
  }

  private static Versioned<GapView> view(Gap gap) {
    return new Versioned<>(GapView.of(gap), gap.version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
