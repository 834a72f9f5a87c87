package io.lamplighter.console;

import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.store.CsvImport;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Customers: look, and import them from CSV of up to 1 GiB. */
@Component(
    service = Resource.class,
    property = {
      Resource.PATH + "=/api/v1/customers",
      Resource.MAX_BODY + ":Long=1073741824",
    })
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CustomersResource implements Resource {
  private final Customers customers;

  @Activate
  public CustomersResource(@Reference Customers customers) {
    this.customers = customers;
  }

  @GET
  public Response find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("q", "region", "after", "limit"));
    String q = params.text("q");
    String region = params.region("region");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return Lists.of(
        customers.find(Callers.of(security), q, region, after, limit), CustomerView::of, uri);
  }

  @GET
  @Path("{customerNo}")
  public Response get(
      @PathParam("customerNo") String customerNo,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context SecurityContext security) {
    Customer customer = customers.get(Callers.of(security), customerNo);
    return Shown.of(CustomerView.of(customer), customer.version(), ifNoneMatch);
  }

  record BadLineView(long line, String pointer, String message) {}

  record ReportView(
      long lines, long added, long changed, long unchanged, long badCount, List<BadLineView> bad) {}

  /** Reads the file while it comes; bytes that are not UTF-8 refuse it where they stand. */
  @POST
  @Path("import")
  @Consumes("text/csv")
  public ReportView importCsv(
      InputStream body, @Context SecurityContext security, @Context HttpHeaders headers) {
    CsvImport.Report report =
        customers.importCsv(
            Callers.of(security), new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder()));
    Locale language = Callers.language(headers);
    return new ReportView(
        report.lines(),
        report.added(),
        report.changed(),
        report.unchanged(),
        report.badCount(),
        report.bad().stream()
            .map(
                bad ->
                    new BadLineView(
                        bad.number(), bad.error().pointer(), bad.error().message().in(language)))
            .toList());
  }
}
