package io.lamplighter.intake.web;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.dispatch.CustomerAppointments;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What everybody sees without a login: report something, and see how it goes. Pages of plain HTML,
 * which need no script. A token comes in a body, never in an address: addresses are logged.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/")
@Path("/")
@Produces("text/html;charset=UTF-8")
public final class PublicPages implements Resource {

  /** All its fields full of Chinese, of which a character takes nine bytes in a form, and more. */
  static final int LONGEST_FORM = 65_536;

  private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;
  private final Runnable leave;
  private final Desk desk;
  private final InstantSource clock;
  private final RequestProgress progress;
  private final Rating rating;
  private final Answered answered;
  private final Times times;
  private final Pages pages = new Pages();

  @Activate
  public PublicPages(
      BundleContext context, @Reference InstantSource clock, @Reference House house) {
    this(new Neighbours(context), clock, house);
  }

  private PublicPages(Neighbours neighbours, InstantSource clock, House house) {
    this(
        neighbours.of(Desk.class).service(),
        neighbours.of(CustomerAppointments.class).service(),
        neighbours.of(Answers.class)::expected,
        clock,
        house.zone(),
        neighbours::close);
  }

  /**
   * @param answers null where nobody answers enquiries at once
   */
  PublicPages(
      Desk desk,
      CustomerAppointments appointments,
      Supplier<@Nullable Answers> answers,
      InstantSource clock,
      ZoneId zone,
      Runnable leave) {
    this.desk = desk;
    this.clock = clock;
    this.leave = leave;
    progress = new RequestProgress(zone);
    rating = new Rating(desk);
    answered = new Answered(answers);
    times = new Times(appointments, zone);
  }

  @GET
  @MayCall({"public", "partner", "staff"})
  public Response form(@QueryParam("lang") @Nullable String wanted, @Context HttpHeaders headers) {
    return report(
        new ReportForm(UUID.randomUUID().toString()),
        Map.of(),
        200,
        Pages.language(wanted, headers));
  }

  @POST
  @Consumes(FORM)
  @MayCall(
      value = {"public", "partner", "staff"},
      strangers = LONGEST_FORM)
  @Unkeyed("the form has an id of its own")
  public Response take(
      MultivaluedMap<String, String> fields,
      @QueryParam("lang") @Nullable String wanted,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    String language = Pages.language(wanted, headers);
    ReportForm form = new ReportForm(fields);
    HtmlPage page = pages.page("report", language);
    Submission submission = form.submission(page.word("what." + form.what()));
    try {
      Receipt receipt = desk.submit((Caller) security.getUserPrincipal(), submission);
      Map<String, String> values =
          Map.of(
              "no", receipt.requestNo(),
              "token", receipt.trackingToken(),
              "photo", pages.photo(receipt.requestNo(), receipt.trackingToken(), language));
      return pages.answer("thanks", language, values, 200);
    } catch (Refusal.Invalid invalid) {
      return report(form, wrong(invalid, language), 400, language);
    } catch (Refusal.Unavailable | Refusal.TooMany away) {
      return report(form, Map.of("", page.word("sorry.lead")), 503, language);
    } catch (Refusal.Conflict other) {
      // The same form sent again with other words is another request.
      fields.putSingle("ref", UUID.randomUUID().toString());
      return report(new ReportForm(fields), Map.of("", page.word("changed")), 409, language);
    }
  }

  @GET
  @Path("p/{no: [^/]*}")
  @MayCall({"public", "partner", "staff"})
  public Response ask(
      @PathParam("no") String no,
      @QueryParam("lang") @Nullable String wanted,
      @Context HttpHeaders headers) {
    return pages.answer("ask", Pages.language(wanted, headers), Map.of("no", no), 200);
  }

  /** Unknown and wrong are one answer: nobody finds out which numbers there are. */
  @POST
  @Path("p/{no: [^/]*}")
  @Consumes(FORM)
  @MayCall(
      value = {"public", "partner", "staff"},
      strangers = 2_048)
  @Unkeyed("changes nothing")
  public Response show(
      @PathParam("no") String no,
      MultivaluedMap<String, String> fields,
      @QueryParam("lang") @Nullable String wanted,
      @Context HttpHeaders headers) {
    String given = Pages.typed(fields, "no");
    return shown(given.isEmpty() ? no : given, fields, null, Pages.language(wanted, headers));
  }

  /** The customer says how it was; he has the code, so it is his to say. */
  @POST
  @Path("p/{no: [^/]*}/rate")
  @Consumes(FORM)
  @MayCall({"public", "partner", "staff"})
  @Unkeyed("a request is rated once")
  public Response rate(
      @PathParam("no") String no,
      MultivaluedMap<String, String> fields,
      @QueryParam("lang") @Nullable String wanted,
      @Context HttpHeaders headers) {
    return shown(
        no, fields, tracking -> rating.take(tracking, fields), Pages.language(wanted, headers));
  }

  /** An enquirer whom the house has answered says that it helped, or that he wants a person. */
  @POST
  @Path("p/{no: [^/]*}/answer")
  @Consumes(FORM)
  @MayCall({"public", "partner", "staff"})
  @Unkeyed("said again it is the same")
  public Response answer(
      @PathParam("no") String no,
      MultivaluedMap<String, String> fields,
      @QueryParam("lang") @Nullable String wanted,
      @Context HttpHeaders headers) {
    String said = Pages.typed(fields, "said");
    return shown(
        no,
        fields,
        tracking -> answered.take(tracking.requestNo(), said),
        Pages.language(wanted, headers));
  }

  /**
   * @param said what he says of it, null when he only looks
   */
  private Response shown(
      String number,
      MultivaluedMap<String, String> fields,
      @Nullable Consumer<Tracking> said,
      String language) {
    String token = Pages.typed(fields, "token");
    try {
      Tracking tracking = desk.track(number, token);
      String wrong = "";
      if (said != null) {
        try {
          said.accept(tracking);
          tracking = desk.track(number, token);
        } catch (Refusal.Invalid invalid) {
          wrong = Pages.note(Pages.text(invalid.errors().get(0).message(), language));
        }
      }
      Map<String, String> values =
          progress.of(tracking, pages.page("progress", language), clock.instant());
      values.put("token", token);
      values.put(
          "photo", isOpen(tracking) ? pages.photo(tracking.requestNo(), token, language) : "");
      values.put("times", times.shown(tracking.requestNo(), token, pages.page("time", language)));
      values.put("answered", answered.shown(number, token, pages.page("answered", language)));
      HtmlPage due = pages.page("rate", language);
      values.put("rate", rating.shown(tracking, fields, wrong, due, pages.page("rated", language)));
      return pages.answer("progress", language, values, wrong.isEmpty() ? 200 : 400);
    } catch (Refusal.NotFound unknown) {
      return pages.unknown(number, language);
    } catch (Refusal.Unavailable away) {
      return pages.sorry(language);
    }
  }

  private static boolean isOpen(Tracking tracking) {
    return switch (tracking.state()) {
      case RESOLVED, VISITED, CLOSED, CANCELLED -> false;
      default -> true;
    };
  }

  private Response report(ReportForm form, Map<String, String> wrong, int status, String language) {
    Map<String, String> values = new HashMap<>(form.values());
    ReportForm.WHAT.forEach(
        each -> values.put("is." + each, each.equals(form.what()) ? "checked" : ""));
    StringBuilder elsewhere = new StringBuilder();
    wrong.forEach(
        (field, why) -> {
          if (ReportForm.SHOWN.contains(field)) {
            values.put("wrong." + field, Pages.note(why));
          } else {
            elsewhere.append(Pages.note(why));
          }
        });
    values.put("wrong.elsewhere", elsewhere.toString());
    values.put(
        "wrong", wrong.isEmpty() ? "" : Pages.note(pages.page("report", language).word("look")));
    values.put("style", wrong.isEmpty() ? "" : "is-all");
    return pages.answer("report", language, values, status);
  }

  /** The fields' errors by the form's own names. */
  private static Map<String, String> wrong(Refusal.Invalid invalid, String language) {
    return invalid.errors().stream()
        .collect(
            Collectors.toMap(
                error -> error.pointer().replaceFirst("^/(contact/|location/)?", ""),
                error -> Pages.text(error.message(), language),
                (first, second) -> first));
  }

  @Deactivate
  void close() {
    leave.run();
  }
}
