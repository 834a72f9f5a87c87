package io.lamplighter.intake.web;

import static io.lamplighter.intake.web.HtmlPage.escaped;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private final Runnable leave;
  private final Desk desk;
  private final InstantSource clock;
  private final RequestProgress progress;
  private final Map<String, HtmlPage> pages = new HashMap<>();

  @Activate
  public PublicPages(
      BundleContext context, @Reference InstantSource clock, @Reference House house) {
    this(new Neighbours(context), clock, house);
  }

  private PublicPages(Neighbours neighbours, InstantSource clock, House house) {
    this(neighbours.of(Desk.class).service(), clock, house.zone(), neighbours::close);
  }

  PublicPages(Desk desk, InstantSource clock, ZoneId zone, Runnable leave) {
    this.desk = desk;
    this.clock = clock;
    this.leave = leave;
    progress = new RequestProgress(zone);
    for (String language : new String[] {"zh", "en"}) {
      for (String page : new String[] {"frame", "report", "thanks", "progress", "ask", "sorry"}) {
        pages.put(page + language, HtmlPage.of(page + ".html", language));
      }
    }
  }

  @GET
  @MayCall({"public", "partner", "staff"})
  public Response form(@QueryParam("lang") @Nullable String wanted, @Context HttpHeaders headers) {
    return report(
        new ReportForm(UUID.randomUUID().toString()), Map.of(), 200, language(wanted, headers));
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
    String language = language(wanted, headers);
    ReportForm form = new ReportForm(fields);
    HtmlPage page = page("report", language);
    Submission submission = form.submission(page.word("what." + form.what()));
    try {
      Receipt receipt = desk.submit((Caller) security.getUserPrincipal(), submission);
      Map<String, String> values =
          Map.of("no", receipt.requestNo(), "token", receipt.trackingToken());
      return answer("thanks", language, values, 200);
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
    return answer("ask", language(wanted, headers), Map.of("no", no), 200);
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
    String language = language(wanted, headers);
    String given = typed(fields, "no");
    String number = given.isEmpty() ? no : given;
    String token = typed(fields, "token");
    try {
      Tracking tracking = desk.track(number, token);
      Map<String, String> values =
          progress.of(tracking, page("progress", language), clock.instant());
      values.put("token", token);
      return answer("progress", language, values, 200);
    } catch (Refusal.NotFound unknown) {
      String why = page("ask", language).word("ask.wrong");
      return answer("ask", language, Map.of("no", number, "wrong", note(why)), 404);
    } catch (Refusal.Unavailable away) {
      return sorry(language, 503);
    }
  }

  private static String typed(MultivaluedMap<String, String> fields, String name) {
    String value = fields.getFirst(name);
    return value == null ? "" : value.strip();
  }

  private Response report(ReportForm form, Map<String, String> wrong, int status, String language) {
    Map<String, String> values = new HashMap<>(form.values());
    ReportForm.WHAT.forEach(
        each -> values.put("is." + each, each.equals(form.what()) ? "checked" : ""));
    StringBuilder elsewhere = new StringBuilder();
    wrong.forEach(
        (field, why) -> {
          if (ReportForm.SHOWN.contains(field)) {
            values.put("wrong." + field, note(why));
          } else {
            elsewhere.append(note(why));
          }
        });
    values.put("wrong.elsewhere", elsewhere.toString());
    values.put("wrong", wrong.isEmpty() ? "" : note(page("report", language).word("look")));
    values.put("style", wrong.isEmpty() ? "" : "is-all");
    return answer("report", language, values, status);
  }

  private static String note(String why) {
    return "<p class=\"why\" role=\"alert\"><i class=\"mark is-late\"></i>" + escaped(why) + "</p>";
  }

  /** The fields' errors by the form's own names. */
  private static Map<String, String> wrong(Refusal.Invalid invalid, String language) {
    return invalid.errors().stream()
        .collect(
            Collectors.toMap(
                error -> error.pointer().replaceFirst("^/(contact/|location/)?", ""),
                error -> text(error, language),
                (first, second) -> first));
  }

  private static String text(FieldError error, String language) {
    return error.message().in(Locale.forLanguageTag(language));
  }

  private Response sorry(String language, int status) {
    return answer("sorry", language, Map.of(), status);
  }

  private Response answer(String name, String language, Map<String, String> values, int status) {
    HtmlPage page = page(name, language);
    Map<String, String> all = new HashMap<>(values);
    all.put("title", page.word("title." + name));
    String html = page.framed(page("frame", language), all);
    Response.ResponseBuilder answer =
        Response.status(status).entity(html).header("Content-Security-Policy", POLICY);
    if (status == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, 30);
    }
    return answer.header(HttpHeaders.CONTENT_LANGUAGE, language).build();
  }

  private HtmlPage page(String name, String language) {
    HtmlPage page = pages.get(name + language);
    if (page == null) {
      throw new IllegalArgumentException("no page " + name);
    }
    return page;
  }

  /**
   * As asked for in the address, else the first that he reads and we write; Chinese when neither
   * says.
   */
  private static String language(@Nullable String wanted, HttpHeaders headers) {
    if (wanted != null && (wanted.equals("zh") || wanted.equals("en"))) {
      return wanted;
    }
    return headers.getAcceptableLanguages().stream()
        .map(Locale::getLanguage)
        .filter(language -> language.equals("zh") || language.equals("en"))
        .findFirst()
        .orElse("zh");
  }

  @Deactivate
  void close() {
    leave.run();
  }
}
