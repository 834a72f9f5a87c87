package io.lamplighter.intake.hotline;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The desk's requests as service requests; the desk decides which of them a partner may see. */
final class ServiceRequests {
  /** GeoReport v2: at most 90 days, or 1,000 requests, whichever is less. */
  static final Duration SPAN = Duration.ofDays(90);

  static final int MOST = 1_000;
  private static final int PAGES = 20;
  private static final String PART = "intake-hotline";
  private static final Caller SELF = Caller.system(PART);

  private final Desk desk;
  private final Looks looks;
  private final ServiceList services;
  private final Updates updates;
  private final String agency;
  private final ZoneId zone;

  ServiceRequests(
      Desk desk, Looks looks, ServiceList services, Updates updates, String agency, ZoneId zone) {
    this.desk = desk;
    this.looks = looks;
    this.services = services;
    this.updates = updates;
    this.agency = agency;
    this.zone = zone;
  }

  /**
   * Which ones.
   *
   * @param kinds empty for all
   * @param statuses open, closed; empty for both
   */
  record Wanted(Set<RequestKind> kinds, Instant from, Instant to, Set<String> statuses) {}

  /**
   * @throws Refusal.NotFound when there is none that this partner may see
   */
  Map<String, @Nullable Object> get(Caller partner, Locale language, String requestNo) {
    Request found = desk.get(partner.through(PART), requestNo);
    return noted(partner, shown(language, List.of(found))).get(0);
  }

  /** In the order asked for; numbers that are not there are left out. */
  List<Map<String, @Nullable Object>> list(
      Caller partner, Locale language, List<String> requestNos) {
    Caller asking = partner.through(PART);
    List<Request> found = new ArrayList<>();
    for (String requestNo : requestNos) {
      try {
        found.add(desk.get(asking, requestNo));
      } catch (Refusal.NotFound e) {
        // GeoReport v2 answers with those that there are.
      }
    }
    return noted(partner, shown(language, found));
  }

  /** Newest first. */
  List<Map<String, @Nullable Object>> list(Caller partner, Locale language, Wanted wanted) {
    return noted(partner, shown(language, found(partner.through(PART), wanted)));
  }

  /** However many it took to ask the desk for: what goes out is one look. */
  private List<Map<String, @Nullable Object>> noted(
      Caller partner, List<Map<String, @Nullable Object>> shown) {
    looks.note(
        Look.by(partner, "open311", partner.region())
            .shows(
                "requests",
                shown.stream().map(one -> String.valueOf(one.get("service_request_id"))).toList()));
    return shown;
  }

  private List<Request> found(Caller asking, Wanted wanted) {
    List<Request> found = new ArrayList<>();
    RequestKind kind = wanted.kinds().size() == 1 ? wanted.kinds().iterator().next() : null;
    String after = null;
    for (int pages = 0; pages < PAGES && found.size() < MOST; pages++) {
      Page<Request> page =
          desk.find(
              asking,
              new RequestQuery(null, kind, null, null, null, null, null, null, after, Page.MAX));
      for (Request request : page.items()) {
        if (request.receivedAt().isBefore(wanted.from()) || found.size() == MOST) {
          return found;
        }
        if (matches(request, wanted)) {
          found.add(request);
        }
      }
      after = page.next();
      if (after == null) {
        break;
      }
    }
    return found;
  }

  private boolean matches(Request request, Wanted wanted) {
    return !request.receivedAt().isAfter(wanted.to())
        && (wanted.kinds().isEmpty() || wanted.kinds().contains(request.kind()))
        && (wanted.statuses().isEmpty()
            || wanted.statuses().contains(Status.plain(root(request).state())));
  }

  private List<Map<String, @Nullable Object>> shown(Locale language, List<Request> requests) {
    Map<Request, Request> roots = new LinkedHashMap<>();
    requests.forEach(request -> roots.put(request, root(request)));
    Set<String> numbers = new HashSet<>();
    roots.forEach(
        (request, root) -> {
          numbers.add(request.requestNo());
          numbers.add(root.requestNo());
        });
    Changes changes = Changes.of(updates, numbers);
    return requests.stream()
        .map(request -> shown(language, request, roots.getOrDefault(request, request), changes))
        .toList();
  }

  private Map<String, @Nullable Object> shown(
      Locale language, Request request, Request root, Changes changes) {
    RequestState state = root.state();
    ServiceList.Service service = services.of(request.kind()).orElse(null);
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("service_request_id", request.requestNo());
    shown.put("status", Status.plain(state));
    shown.put("status_notes", state.wire());
    shown.put(
        "service_name", service == null ? request.kind().wire() : service.name().in(language));
    shown.put("service_code", service == null ? request.kind().wire() : service.code());
    shown.put("description", request.text());
    shown.put("agency_responsible", agency);
    shown.put("service_notice", null);
    shown.put("requested_datetime", time(request.receivedAt()));
    shown.put(
        "updated_datetime",
        time(changes.of(request.requestNo(), root.requestNo(), request.receivedAt())));
    shown.put("expected_datetime", expected(request.promises()));
    shown.put("address", request.address());
    shown.put("address_id", null);
    shown.put("zipcode", null);
    shown.put("lat", request.location() == null ? null : request.location().lat());
    shown.put("long", request.location() == null ? null : request.location().lon());
    shown.put("media_url", null);
    return shown;
  }

  /** A merged request is doing as the one it was merged under. */
  private Request root(Request request) {
    return request.mergedInto() == null ? request : desk.root(SELF, request.requestNo());
  }

  private @Nullable String expected(List<Promise> promises) {
    return promises.stream()
        .map(Promise::dueAt)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .map(this::time)
        .orElse(null);
  }

  String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }
}
