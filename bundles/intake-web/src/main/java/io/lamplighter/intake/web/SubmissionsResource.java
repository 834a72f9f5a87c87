package io.lamplighter.intake.web;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import javax.ws.rs.Consumes;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Takes submissions in; answers only once the desk has committed them. */
@Component(
    service = Resource.class,
    configurationPid = "io.lamplighter.intake.web",
    property = Resource.PATH + "=/api/v1/submissions")
@Designate(ocd = IntakeWebConfig.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SubmissionsResource implements Resource {
  private final Desk desk;
  private final Views views;

  @Activate
  public SubmissionsResource(@Reference Desk desk, IntakeWebConfig config) {
    this.desk = desk;
    this.views = new Views(ZoneId.of(config.zone()));
  }

  /** Takes the body as bytes, because the message is kept to the letter. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response submit(
      byte @Nullable [] body,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context SecurityContext security,
      @Context Providers providers,
      @Context HttpHeaders headers)
      throws IOException {
    if (body == null || body.length == 0) {
      throw new Refusal.Invalid("", "A submission is expected as JSON", "须以 JSON 提交来件");
    }
    String channelRef = IdempotencyKey.of(key);
    SubmissionBody submission = StrictBody.read(body, SubmissionBody.class, providers, headers);
    if (submission == null) {
      throw new Refusal.Invalid("", "must be a JSON object", "须为 JSON 对象");
    }
    Receipt receipt =
        desk.submit(
            (Caller) security.getUserPrincipal(),
            submission.submission(channelRef, new String(body, StandardCharsets.UTF_8)));
    Response.ResponseBuilder answer =
        receipt.replayed()
            ? Response.ok()
            : Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, tracking(receipt));
    return answer.entity(views.of(receipt)).build();
  }

  /** Relative to the host, so that it also holds behind a proxy. */
  private static String tracking(Receipt receipt) {
    return "/api/v1/track/"
        + receipt.requestNo()
        + "?token="
        + URLEncoder.encode(receipt.trackingToken(), StandardCharsets.UTF_8);
  }
}
