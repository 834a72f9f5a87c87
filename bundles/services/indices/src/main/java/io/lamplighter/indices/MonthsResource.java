package io.lamplighter.indices;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.indices.MonthBook.Standing;
import io.lamplighter.indices.MonthReport.Remark;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Versions;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Months as they are reported (月报): how each stands, what is remarked on it, its documents. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/indices/months")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class MonthsResource implements Resource {
  private static final String EXCEL =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String PDF = "application/pdf";

  private final MonthBook book;

  @Activate
  public MonthsResource(@Reference MonthBook book) {
    this.book = book;
  }

  /**
   * @param digest SHA-256 of what its documents show, in hex
   * @param intact whether the journal says the same
   */
  record MonthView(
      String month,
      String region,
      @Nullable String name,
      @Nullable String closedAt,
      @Nullable String closedBy,
      @Nullable String digest,
      @Nullable Boolean intact,
      List<Remark> remarks) {
    static Versioned<MonthView> of(Standing one) {
      MonthReport report = one.report();
      MonthView view =
          new MonthView(
              report.month(),
              report.region(),
              report.name(),
              report.closedAt(),
              report.closedBy(),
              one.digest(),
              one.intact(),
              report.remarks());
      return new Versioned<>(view, one.version());
    }
  }

  /**
   * @param index that it is about; null for the month as a whole
   * @param text empty to take it away
   */
  record RemarkBody(@Nullable String index, @Nullable String text) {}

  @GET
  @Path("{month}")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Versioned<MonthView> get(
      @PathParam("month") String month, @Context SecurityContext security) {
    return MonthView.of(book.standing(caller(security), month(month)));
  }

  @POST
  @Path("{month}/remarks")
  @MayCall("supervisor")
  public Versioned<MonthView> remark(
      @PathParam("month") String month,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable RemarkBody body,
      @Context SecurityContext security) {
    if (body == null) {
      throw new Refusal.Invalid("/text", "is missing", "缺失");
    }
    Caller caller = caller(security);
    YearMonth of = month(month);
    Long seen = seen(ifMatch, caller, of);
    return MonthView.of(book.remark(caller, of, body.index(), body.text(), seen));
  }

  @POST
  @Path("{month}/close")
  @MayCall("supervisor")
  public Versioned<MonthView> close(
      @PathParam("month") String month,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    YearMonth of = month(month);
    return MonthView.of(book.close(caller, of, seen(ifMatch, caller, of)));
  }

  @GET
  @Path("{month}/report.xlsx")
  @Produces({EXCEL, MediaType.APPLICATION_JSON})
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Response excel(
      @PathParam("month") String month,
      @Context SecurityContext security,
      @Context HttpHeaders headers)
      throws IOException {
    Locale locale = Languages.of(headers);
    MonthReport report = book.report(caller(security), month(month));
    return document(new ExcelReport(report, locale).bytes(), EXCEL, report, "xlsx");
  }

  @GET
  @Path("{month}/report.pdf")
  @Produces({PDF, MediaType.APPLICATION_JSON})
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Response pdf(
      @PathParam("month") String month,
      @Context SecurityContext security,
      @Context HttpHeaders headers)
      throws IOException {
    Locale locale = Languages.of(headers);
    MonthReport report = book.report(caller(security), month(month));
    return document(new PdfReport(report, locale).bytes(), PDF, report, "pdf");
  }

  private static Response document(byte[] bytes, String type, MonthReport report, String ending) {
    String name = "indices-" + report.region() + "-" + report.month() + "." + ending;
    return Response.ok(bytes, type)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }

  private @Nullable Long seen(@Nullable String ifMatch, Caller caller, YearMonth month) {
    return Versions.seen(ifMatch, () -> book.standing(caller, month).version());
  }

  private static YearMonth month(String written) {
    try {
      if (written.matches("\\d{4}-\\d\\d")) {
        YearMonth month = YearMonth.parse(written);
        if (month.getYear() >= 1973) {
          return month;
        }
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new Refusal.Invalid("/month", "must be a month as 2026-11", "须为月份，如 2026-11");
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
