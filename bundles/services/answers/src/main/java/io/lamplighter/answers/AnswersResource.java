package io.lamplighter.answers;

import io.lamplighter.api.Page;
import io.lamplighter.api.answers.Answer;
import io.lamplighter.api.answers.AnswerQuery;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import java.time.Instant;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers at once (自动答复): which were given, and what became of them. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/answers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class AnswersResource implements Resource {
  private static final Set<String> FILTERS =
      Set.of("state", "source", "region", "article", "requestNo", "after", "limit");

  private final Answers answers;

  @Activate
  public AnswersResource(@Reference Answers answers) {
    this.answers = answers;
  }

  @GET
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<AnswerView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), FILTERS);
    AnswerQuery query =
        new AnswerQuery(
            params.oneOf("state", AnswerState.values(), AnswerState::wire),
            params.oneOf("source", AnswerSource.values(), AnswerSource::wire),
            params.region("region"),
            params.text("article"),
            params.text("requestNo"),
            params.text("after"),
            params.limit(50));
    params.check();
    return answers.find(caller(security), query).map(AnswerView::of);
  }

  @GET
  @Path("rates")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<AnswerView.OfKind> rates(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("from", "to"));
    Instant from = params.time("from");
    Instant to = params.time("to");
    params.needs("from", from);
    params.needs("to", to);
    params.check();
    return Page.all(
        answers
            .rates(caller(security), Objects.requireNonNull(from), Objects.requireNonNull(to))
            .stream()
            .map(AnswerView.OfKind::of)
            .toList());
  }

  @GET
  @Path("{requestNo}")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Versioned<AnswerView> get(
      @PathParam("requestNo") String requestNo, @Context SecurityContext security) {
    Answer answer = answers.get(caller(security), requestNo);
    return new Versioned<>(AnswerView.of(answer), answer.version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
