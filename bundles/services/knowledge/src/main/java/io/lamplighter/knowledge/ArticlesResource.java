package io.lamplighter.knowledge;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import io.lamplighter.knowledge.ArticleLists.Wanted;
import io.lamplighter.knowledge.ArticleTables.Whole;
import java.net.URI;
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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Articles (知识): look, search, write, approve. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/articles")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ArticlesResource implements Resource {
  private static final Set<String> FILTERS =
      Set.of("q", "state", "topic", "region", "after", "limit");
  private static final int LONGEST_REASON = 500;

  private final Tools tools;
  private final Articles articles;
  private final ArticleLists lists;

  @Activate
  public ArticlesResource(@Reference KnowledgeDesk desk) {
    tools = desk.tools();
    articles = desk.articles();
    lists = new ArticleLists(tools, desk.shelf());
  }

  record ReasonBody(@Nullable String reason) {}

  @GET
  @MayCall("staff")
  public Page<ArticleView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), FILTERS);
    Wanted wanted =
        new Wanted(
            params.oneOf("state", ArticleState.values(), ArticleState::wire),
            params.oneOf("topic", Topic.values(), Topic::wire),
            params.region("region"));
    String text = params.text("q");
    Long before = place(params);
    int limit = params.limit(50);
    params.check();
    return text == null
        ? lists.list(caller(security), wanted, before, limit)
        : lists.search(caller(security), wanted, text, limit);
  }

  private static @Nullable Long place(Params params) {
    String after = params.text("after");
    if (after == null) {
      return null;
    }
    try {
      return Long.valueOf(after);
    } catch (NumberFormatException e) {
      params.bad("after", "must be the next of a page", "须为上一页的 next");
      return null;
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"dispatcher", "supervisor", "administrator"})
  public Response begin(@Nullable ArticleBody body, @Context SecurityContext security) {
    Caller caller = caller(security);
    Whole made = articles.begin(caller, checked(body, caller));
    return Response.created(URI.create("/api/v1/articles/" + made.head().no()))
        .entity(view(made))
        .build();
  }

  @GET
  @Path("{no}")
  @MayCall("staff")
  public Versioned<ArticleView> get(@PathParam("no") String no, @Context SecurityContext security) {
    return view(articles.get(caller(security), no));
  }

  @GET
  @Path("{no}/editions")
  @MayCall("staff")
  public Page<EditionView> editions(
      @PathParam("no") String no, @Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    int before = (int) params.number("after", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    int limit = params.limit(50);
    params.check();
    return lists.editions(caller(security), no, before, limit);
  }

  @PUT
  @Path("{no}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"dispatcher", "supervisor", "administrator"})
  public Versioned<ArticleView> write(
      @PathParam("no") String no,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable ArticleBody body,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    Long seen = seen(caller, no, ifMatch);
    return view(articles.write(caller, no, seen, checked(body, caller)));
  }

  @POST
  @Path("{no}/submit")
  @MayCall({"dispatcher", "supervisor", "administrator"})
  public Versioned<ArticleView> submit(
      @PathParam("no") String no,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    return view(articles.submit(caller, no, seen(caller, no, ifMatch)));
  }

  @POST
  @Path("{no}/approve")
  @MayCall({"supervisor", "administrator"})
  public Versioned<ArticleView> approve(
      @PathParam("no") String no,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    return view(articles.approve(caller, no, seen(caller, no, ifMatch)));
  }

  @POST
  @Path("{no}/return")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"supervisor", "administrator"})
  public Versioned<ArticleView> giveBack(
      @PathParam("no") String no,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable ReasonBody body,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    Long seen = seen(caller, no, ifMatch);
    return view(articles.giveBack(caller, no, seen, reason(body)));
  }

  @POST
  @Path("{no}/withdraw")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"supervisor", "administrator"})
  public Versioned<ArticleView> withdraw(
      @PathParam("no") String no,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable ReasonBody body,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    Long seen = seen(caller, no, ifMatch);
    return view(articles.withdraw(caller, no, seen, reason(body)));
  }

  private static String reason(@Nullable ReasonBody body) {
    String said = body == null || body.reason() == null ? "" : body.reason().strip();
    if (said.isEmpty()) {
      throw new Refusal.Invalid("/reason", "is missing", "缺失");
    }
    if (said.length() > LONGEST_REASON || said.indexOf('\0') >= 0) {
      throw new Refusal.Invalid(
          "/reason",
          "must have at most " + LONGEST_REASON + " characters",
          "最多 " + LONGEST_REASON + " 个字符");
    }
    return said;
  }

  private Content checked(@Nullable ArticleBody body, Caller caller) {
    return Objects.requireNonNullElse(body, ArticleBody.NOTHING)
        .checked(caller.region(), tools.day(tools.now()));
  }

  private @Nullable Long seen(Caller caller, String no, @Nullable String ifMatch) {
    return Versions.seen(ifMatch, () -> articles.get(caller, no).head().version());
  }

  private Versioned<ArticleView> view(Whole found) {
    return new Versioned<>(lists.view(found), found.head().version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
