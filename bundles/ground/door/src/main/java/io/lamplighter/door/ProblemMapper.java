package io.lamplighter.door;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers for everything a resource throws; a response the resource made itself stays. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private final ProblemWriter writer;

  @Context private @Nullable HttpServletRequest request;

  ProblemMapper(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof WebApplicationException http && isComplete(http.getResponse())) {
      return http.getResponse();
    }
    Problem problem = Problems.of(thrown);
    Locale language = writer.language(requireNonNull(request));
    ProblemWriter.Body body = writer.body(problem, language, request);
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(body.type()).entity(body.bytes());
    writer.headers(problem, language).forEach(response::header);
    return response.build();
  }

  private static boolean isComplete(Response response) {
    return response.hasEntity() || response.getStatus() < 400;
  }
}
