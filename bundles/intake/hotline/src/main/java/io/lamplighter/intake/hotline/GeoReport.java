package io.lamplighter.intake.hotline;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.security.Caller;
import io.lamplighter.intake.hotline.ServiceList.Service;
import io.lamplighter.intake.hotline.Updates.Update;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls of GeoReport v2, apart from how they travel. */
final class GeoReport {
  private static final int MOST_NAMED = 100;
  private static final Set<String> STATUSES = Set.of("open", "closed");

  private final Desk desk;
  private final ServiceList services;
  private final ServiceRequests requests;
  private final Updates updates;
  private final InstantSource clock;
  private final Set<String> jurisdictions;

  /**
   * @param jurisdictions those that are ours; empty takes any
   */
  GeoReport(
      Desk desk,
      ServiceList services,
      ServiceRequests requests,
      Updates updates,
      InstantSource clock,
      Set<String> jurisdictions) {
    this.desk = desk;
    this.services = services;
    this.requests = requests;
    this.updates = updates;
    this.clock = clock;
    this.jurisdictions = jurisdictions;
  }

  /** What may be reported. */
  FlatReply services(Locale language, Query query) {
    inJurisdiction(query.text("jurisdiction_id"));
    return new FlatReply(
        "services",
        "service",
        services.all().stream().map(service -> listed(service, language)).toList());
  }

  /**
   * One service; none of ours asks for more than the usual fields.
   *
   * @throws Refusal.NotFound when there is no such service
   */
  FlatReply definition(String code, Query query) {
    inJurisdiction(query.text("jurisdiction_id"));
    Service service = services.of(code).orElseThrow(GeoReport::noSuchService);
    return new FlatReply("service_definitions", "service_definition", List.of(defined(service)));
  }

  /** Takes a report in; answers once it is committed. */
  FlatReply report(Caller partner, Open311Form form, @Nullable String key) {
    inJurisdiction(form.text("jurisdiction_id"));
    Receipt receipt = desk.submit(partner, form.submission(services, channel(partner), key));
    Map<String, @Nullable Object> taken = new LinkedHashMap<>();
    taken.put("service_request_id", receipt.requestNo());
    taken.put("service_notice", null);
    taken.put("account_id", form.text("account_id"));
    return new FlatReply("service_requests", "request", List.of(taken));
  }

  FlatReply requests(Caller partner, Locale language, Query query) {
    inJurisdiction(query.text("jurisdiction_id"));
    List<String> named = query.list("service_request_id", MOST_NAMED);
    return new FlatReply(
        "service_requests",
        "request",
        named.isEmpty()
            ? requests.list(partner, language, wanted(query))
            : requests.list(partner, language, named));
  }

  /**
   * @throws Refusal.NotFound when there is none that this partner may see
   */
  FlatReply request(Caller partner, Locale language, String requestNo) {
    return new FlatReply(
        "service_requests", "request", List.of(requests.get(partner, language, requestNo)));
  }

  /** A report gets its number at once, so the number is its token too. */
  FlatReply token(Caller partner, String token) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    Caller asking = partner.through("intake-hotline");
    known.put("service_request_id", desk.get(asking, token).requestNo());
    known.put("token", token);
    return new FlatReply("service_requests", "request", List.of(known));
  }

  /** FixMyStreet's extension: every step in a time, oldest first. */
  FlatReply updates(Caller partner, Query query) {
    Instant now = clock.instant();
    Instant from = query.time("start_date", now.minus(ServiceRequests.SPAN));
    Instant to = query.time("end_date", now);
    return new FlatReply(
        "service_requests_updates",
        "request_update",
        updates.between(partner, from, to, ServiceRequests.MOST).stream().map(this::told).toList());
  }

  private Map<String, @Nullable Object> told(Update update) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("update_id", update.requestNo() + "-" + update.version());
    told.put("service_request_id", update.requestNo());
    told.put("status", Status.fine(update.state()));
    told.put("updated_datetime", requests.time(update.at()));
    told.put("description", null);
    return told;
  }

  private ServiceRequests.Wanted wanted(Query query) {
    Instant now = clock.instant();
    Instant to = query.time("end_date", now);
    Instant earliest = to.minus(ServiceRequests.SPAN);
    Instant from = query.time("start_date", earliest);
    Set<String> statuses = Set.copyOf(query.list("status", STATUSES.size()));
    if (!STATUSES.containsAll(statuses)) {
      throw new Refusal.Invalid("/status", "must be open or closed", "须为 open 或 closed");
    }
    Set<RequestKind> kinds =
        query.list("service_code", MOST_NAMED).stream()
            .map(code -> services.of(code).orElseThrow(GeoReport::noSuchService).kind())
            .collect(Collectors.toUnmodifiableSet());
    return new ServiceRequests.Wanted(
        kinds, from.isBefore(earliest) ? earliest : from, to, statuses);
  }

  private void inJurisdiction(@Nullable String jurisdiction) {
    if (jurisdiction != null && !jurisdictions.isEmpty() && !jurisdictions.contains(jurisdiction)) {
      throw new Refusal.NotFound(
          "jurisdiction-unknown",
          new Text("The jurisdiction_id provided was not found", "jurisdiction_id 不属于本单位"));
    }
  }

  /** Which of the partner's channels this is: the hotline if it is one of them. */
  private static String channel(Caller partner) {
    return partner.channels().contains("hotline")
        ? "hotline"
        : partner.channels().stream().sorted().findFirst().orElse("hotline");
  }

  private static Map<String, @Nullable Object> listed(Service service, Locale language) {
    Map<String, @Nullable Object> listed = new LinkedHashMap<>();
    listed.put("service_code", service.code());
    listed.put("service_name", service.name().in(language));
    listed.put("description", service.name().in(language));
    listed.put("metadata", false);
    listed.put("type", "realtime");
    listed.put("keywords", service.keywords().replace(' ', ','));
    listed.put("group", service.group());
    return listed;
  }

  private static Map<String, @Nullable Object> defined(Service service) {
    Map<String, @Nullable Object> defined = new LinkedHashMap<>();
    defined.put("service_code", service.code());
    defined.put("attributes", null);
    return defined;
  }

  private static Refusal.NotFound noSuchService() {
    return new Refusal.NotFound(
        "service-unknown",
        new Text("The service_code provided was not found", "service_code 不在服务目录中"));
  }
}
