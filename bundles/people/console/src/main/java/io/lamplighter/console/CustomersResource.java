package io.lamplighter.console;

import io.lamplighter.api.Page;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.text.Utf8;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Customers: look, and import them from CSV of up to 1 GiB. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/customers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CustomersResource implements Resource {
  private final Customers customers;

  @Activate
  public CustomersResource(@Reference Customers customers) {
    this.customers = customers;
  }

  @GET
  @MayCall({"agent", "dispatcher", "supervisor", "assessor"})
  public Page<CustomerView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("q", "region", "after", "limit"));
    String q = params.text("q");
    String region = params.region("region");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return customers.find(Callers.of(security), q, region, after, limit).map(CustomerView::of);
  }

  @GET
  @Path("{customerNo}")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor"})
  public Versioned<CustomerView> get(
      @PathParam("customerNo") String customerNo, @Context SecurityContext security) {
    Customer customer = customers.get(Callers.of(security), customerNo);
    return new Versioned<>(CustomerView.of(customer), customer.version());
  }

  record BadLineView(long line, String pointer, String message) {}

  record ImportReportView(
      long lines, long added, long changed, long unchanged, long badCount, List<BadLineView> bad) {}

  /** Reads the file while it comes. */
  @POST
  @Path("import")
  @Consumes("text/csv")
  @MayCall(
      value = {"integrator", "administrator"},
      body = 1L << 30,
      streams = true)
  public ImportReportView importCsv(
      InputStream body, @Context SecurityContext security, @Context HttpHeaders headers) {
    CsvImport.Report report = customers.importCsv(Callers.of(security), Utf8.marking(body));
    Locale language = Languages.of(headers);
    return new ImportReportView(
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
