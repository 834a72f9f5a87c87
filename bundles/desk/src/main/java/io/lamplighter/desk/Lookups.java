package io.lamplighter.desk;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Mask;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at requests: for people with a role in their region, for a partner those of its channels,
 * and for the customer with a token.
 */
final class Lookups {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR, Role.ASSESSOR
  };
  private static final int MAX_Q = 100;
  private static final int MAX_CHAIN = 64;
  private static final String VIEWED = "request.viewed";

  private final UnitOfWork work;
  private final Journal journal;
  private final TrackingTokens tokens;

  Lookups(UnitOfWork work, Journal journal, TrackingTokens tokens) {
    this.work = work;
    this.journal = journal;
    this.tokens = tokens;
  }

  Page<Request> find(Caller caller, RequestQuery query) {
    requireReader(caller);
    RequestTables.Search search = search(caller, query);
    List<Kept> found =
        work.call(
            transaction -> {
              boundTime(transaction);
              return new RequestTables(transaction.connection())
                  .list(search.limit(query.limit() + 1));
            });
    boolean more = found.size() > query.limit();
    List<Request> shown =
        found.stream().limit(query.limit()).map(kept -> kept.shownTo(caller)).toList();
    return new Page<>(shown, more ? cursor(shown.get(shown.size() - 1)) : null);
  }

  private static void requireReader(Caller caller) {
    if (caller.kind() != Caller.Kind.PARTNER) {
      caller.require(READERS);
    }
  }

  private static boolean sees(Caller caller, Request request) {
    return caller.covers(request.region())
        && (caller.kind() != Caller.Kind.PARTNER || caller.channels().contains(request.channel()));
  }

  private static void boundTime(Transaction transaction) throws SQLException {
    try (Statement statement = transaction.connection().createStatement()) {
      statement.execute("set local statement_timeout = '10s'");
    }
  }

  private static RequestTables.Search search(Caller caller, RequestQuery query) {
    if (query.limit() < 1 || query.limit() > Page.MAX) {
      throw new Refusal.Invalid(
          "/limit", "must be from 1 to " + Page.MAX, "须在 1 到 " + Page.MAX + " 之间");
    }
    RequestTables.Search search = new RequestTables.Search();
    search.where("region like ?", caller.region() + "%");
    if (caller.kind() == Caller.Kind.PARTNER) {
      search.where("channel = any (string_to_array(?, ' '))", String.join(" ", caller.channels()));
    }
    String region = query.region();
    if (region != null) {
      if (!Region.isCode(region)) {
        throw new Refusal.Invalid("/region", "must be a region code", "须为行政区划代码");
      }
      search.where("region like ?", region + "%");
    }
    search.whereGiven("state = ?", query.state() == null ? null : query.state().name());
    search.whereGiven("kind = ?", query.kind() == null ? null : query.kind().name());
    search.whereGiven("customer_no = ?", query.customerNo());
    search.whereGiven("channel = ?", query.channel());
    search.whereGiven("transformer = ?", query.transformer());
    search.whereGiven("cell = ?", query.cell());
    String q = query.q();
    if (q != null && !q.isBlank()) {
      words(q.strip(), search);
    }
    String after = query.after();
    if (after != null) {
      after(after, search);
    }
    return search;
  }

  private static void words(String q, RequestTables.Search search) {
    List<io.lamplighter.api.FieldError> errors = new ArrayList<>();
    PlainText.check("/q", q, MAX_Q, false, errors);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    if (RequestNumbers.plausible(q)) {
      search.where("request_no = ?", q);
      return;
    }
    for (String word : q.split("\\s+")) {
      String part = "%" + word.replaceAll("([%_\\\\])", "\\\\$1") + "%";
      search.where("(words ilike ? or address ilike ? or request_no like ?)", part, part, part);
    }
  }

  private static String cursor(Request last) {
    String plain = last.receivedAt() + " " + last.requestNo();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static void after(String cursor, RequestTables.Search search) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
      OffsetDateTime at = Instant.parse(parts[0]).atOffset(ZoneOffset.UTC);
      if (parts.length == 2 && RequestNumbers.plausible(parts[1])) {
        search.where("(received_at, request_no) < (?, ?)", at, parts[1]);
        return;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // as for any other text that no page has given
    }
    throw new Refusal.Invalid("/after", "is not a cursor of this list", "不是本列表的游标");
  }

  /** Looking at somebody's contact is written to the journal. */
  Request get(Caller caller, String requestNo) {
    requireReader(caller);
    return work.call(
        transaction -> {
          Kept kept = visible(transaction, caller, requestNo);
          if (kept.hasContact() && caller.kind() == Caller.Kind.PERSON && !caller.seesMasked()) {
            String region = kept.request().region();
            journal.append(
                transaction,
                Facts.SOURCE,
                new Fact(VIEWED, requestNo, region, caller.name(), Map.of("requestNo", requestNo)));
          }
          return kept.shownTo(caller);
        });
  }

  List<TimelineItem> timeline(Caller caller, String requestNo) {
    requireReader(caller);
    Map<Long, Map<String, String>> words =
        work.call(
            transaction -> {
              visible(transaction, caller, requestNo);
              return new RequestTables(transaction.connection()).words(requestNo);
            });
    return journal.about(requestNo).stream()
        .filter(entry -> !entry.type().equals(VIEWED))
        .map(entry -> item(caller, entry, words))
        .toList();
  }

  private static TimelineItem item(
      Caller caller, Entry entry, Map<Long, Map<String, String>> words) {
    Map<String, Object> data = new LinkedHashMap<>(entry.data());
    if (data.get("version") instanceof Number version) {
      Map<String, String> said = words.getOrDefault(version.longValue(), Map.of());
      said.forEach((name, text) -> data.put(name, shown(caller, text)));
    }
    return new TimelineItem(entry.time(), entry.type(), entry.actor(), data);
  }

  private static String shown(Caller caller, String text) {
    String masked = caller.seesMasked() ? Mask.words(text) : text;
    return masked == null ? "" : masked;
  }

  private static Kept visible(Transaction transaction, Caller caller, String requestNo)
      throws SQLException {
    return kept(transaction, requestNo)
        .filter(kept -> sees(caller, kept.request()))
        .orElseThrow(Moves::unknown);
  }

  private static java.util.Optional<Kept> kept(Transaction transaction, String requestNo)
      throws SQLException {
    return RequestNumbers.plausible(requestNo)
        ? new RequestTables(transaction.connection()).get(requestNo)
        : java.util.Optional.empty();
  }

  /** A merged request shows how the one it was merged under is doing. */
  Tracking track(String requestNo, String token) {
    if (!tokens.fits(requestNo, token)) {
      throw Moves.unknown();
    }
    return work.call(
        transaction -> {
          RequestTables tables = new RequestTables(transaction.connection());
          Request own = kept(transaction, requestNo).orElseThrow(Moves::unknown).request();
          Request first = own;
          @Nullable String next = own.mergedInto();
          for (int hop = 0; next != null && hop < MAX_CHAIN; hop++) {
            first = tables.get(next).orElseThrow(Moves::unknown).request();
            next = first.mergedInto();
          }
          List<Tracking.Step> steps = new ArrayList<>();
          steps.add(new Tracking.Step(RequestState.RECEIVED, own.receivedAt()));
          steps.addAll(tables.steps(requestNo));
          if (first != own) {
            steps.addAll(tables.steps(first.requestNo()));
          }
          return new Tracking(
              requestNo,
              own.kind(),
              first.state(),
              own.receivedAt(),
              own.mergedInto(),
              own.promises(),
              steps);
        });
  }
}
