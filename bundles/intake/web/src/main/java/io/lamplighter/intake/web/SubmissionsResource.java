package io.lamplighter.intake.web;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.StrictBody;
import io.lamplighter.kit.requests.SubmissionFields;
import io.lamplighter.kit.requests.SubmissionFields.Manner;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

/** Takes submissions in; answers only once the desk has committed them. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/submissions")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SubmissionsResource implements Resource {
  private final Desk desk;
  private final Views views;

  @Activate
  public SubmissionsResource(@Reference Desk desk, @Reference House house) {
    this.desk = desk;
    this.views = new Views(house.zone());
  }

  /**
   * Takes the body as bytes, because the message is kept to the letter. Four thousand characters
   * have 24 kB when each is escaped.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(
      value = {"public", "partner", "agent", "dispatcher", "supervisor", "crew"},
      strangers = 32_768)
  @Unkeyed("the key is the channel's own id")
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
    Map<?, ?> fields = StrictBody.read(body, Map.class, providers, headers);
    Receipt receipt =
        desk.submit(
            (Caller) security.getUserPrincipal(),
            submission(fields, channelRef, new String(body, StandardCharsets.UTF_8)));
    Response.ResponseBuilder answer =
        receipt.replayed()
            ? Response.ok()
            : Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, tracking(receipt));
    return answer.entity(views.of(receipt)).build();
  }

  /**
   * What a body says, which is judged by the desk.
   *
   * @param key the Idempotency-Key, null without one
   * @param raw the body to the letter
   * @throws Refusal.Invalid naming every field that cannot be read
   */
  static Submission submission(Map<?, ?> body, @Nullable String key, String raw) {
    SubmissionFields fields = new SubmissionFields(Manner.STRICT, "", body, SubmissionFields.ALL);
    String ref = fields.text("channelRef");
    if (key != null && ref != null && !key.equals(ref)) {
      fields.wrong(
          "channelRef",
          "differs from the Idempotency-Key; send one of them, or both alike",
          "与 Idempotency-Key 不一致；只发送其一，或两者相同");
    }
    return fields.submission(
        fields.text("channel"), ref == null ? key : ref, fields.contact("contact"), raw);
  }

  /** Relative to the host, so that it also holds behind a proxy. */
  private static String tracking(Receipt receipt) {
    return "/api/v1/track/"
        + receipt.requestNo()
        + "?token="
        + URLEncoder.encode(receipt.trackingToken(), StandardCharsets.UTF_8);
  }
}
