package io.lamplighter.clocks;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Limits;
import io.lamplighter.api.clocks.Limits.Difference;
import io.lamplighter.api.clocks.Limits.Limit;
import io.lamplighter.api.clocks.Limits.Trial;
import io.lamplighter.api.clocks.Limits.Wanted;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules in force with all their editions, how two of them differ, and what others would do. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/rules")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RulesResource implements Resource {
  private final Limits limits;

  @Activate
  public RulesResource(@Reference Limits limits) {
    this.limits = limits;
  }

  /** A {@code rules.csv}. */
  record TryBody(@Nullable String rules) {}

  @GET
  @MayCall("staff")
  public Page<Limit> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(
            uri.getQueryParameters(), Set.of("code", "issuer", "at", "region", "after", "limit"));
    String code = params.text("code");
    String issuer = params.text("issuer");
    LocalDate at = day(params);
    String region = params.region("region");
    int after = (int) params.number("after", 0, 0, Integer.MAX_VALUE);
    int limit = params.limit(100);
    params.check();
    List<Limit> all = limits.find(caller(security), new Wanted(code, issuer, at, region));
    int from = Math.min(after, all.size());
    int to = Math.min(from + limit, all.size());
    return new Page<>(all.subList(from, to), to == all.size() ? null : Integer.toString(to));
  }

  private static @Nullable LocalDate day(Params params) {
    String written = params.text("at");
    try {
      return written == null ? null : LocalDate.parse(written);
    } catch (DateTimeException e) {
      params.bad("at", "must be a day, such as 2026-11-22", "须为日期，如 2026-11-22");
      return null;
    }
  }

  @GET
  @Path("differences")
  @MayCall("staff")
  public Page<Difference> differences(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("from", "to"));
    String from = needed(params, "from");
    String to = needed(params, "to");
    params.check();
    return Page.all(
        limits.differences(
            caller(security), Objects.requireNonNull(from), Objects.requireNonNull(to)));
  }

  private static @Nullable String needed(Params params, String name) {
    String key = params.text(name);
    if (key == null) {
      params.bad(name, "needs the key of a rule", "缺失：规则的 key");
    }
    return key;
  }

  @POST
  @Path("try")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(
      value = {"supervisor", "integrator", "administrator"},
      body = 256 << 10)
  @Unkeyed("only asks")
  public Trial tryOut(TryBody body, @Context SecurityContext security) {
    if (body.rules() == null) {
      throw new Refusal.Invalid(List.of(FieldError.of("/rules", "is missing", "缺失")));
    }
    return limits.tryOut(caller(security), body.rules());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
