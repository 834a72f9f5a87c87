package io.lamplighter.desk;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.personal.Mask;
import io.lamplighter.kit.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at requests: for people with a role in their region, for a partner those of its channels,
 * and for the customer with a token.
 */
final class RequestQueries {
  static final String REQUESTS = "requests";

  /** Who writes to customers; a part that asks for somebody is none that does. */
  private static final String WRITES = Caller.system("notices").actor();

  private final UnitOfWork work;
  private final Journal journal;
  private final Looks looks;
  private final TrackingTokens tokens;
  private final Seeing seeing;

  RequestQueries(
      UnitOfWork work, Journal journal, Looks looks, TrackingTokens tokens, Seeing seeing) {
    this.work = work;
    this.journal = journal;
    this.looks = looks;
    this.tokens = tokens;
    this.seeing = seeing;
  }

  Page<Request> find(Caller caller, RequestQuery query) {
    return page(
        caller,
        search(seeing.of(caller), query),
        query.after(),
        query.limit(),
        asked(caller, query));
  }

  Page<Request> under(Caller caller, String root, @Nullable String after, int limit) {
    RequestTables.Search search = new RequestTables.Search();
    seeing.of(caller).narrow(search);
    return page(
        caller,
        search.where("root = ?", root),
        after,
        limit,
        Look.by(caller, REQUESTS, caller.region()).typed("root", root));
  }

  /** A page is one look. */
  private Page<Request> page(
      Caller caller, RequestTables.Search search, @Nullable String after, int limit, Look look) {
    Page.check(limit);
    if (after != null) {
      after(after, search);
    }
    List<KeptRequest> found =
        work.call(
            transaction -> {
              boundTime(transaction);
              return new RequestTables(transaction.connection()).list(search.limit(limit + 1));
            });
    List<Request> shown = found.stream().limit(limit).map(kept -> kept.listedTo(caller)).toList();
    looks.note(look.shows(REQUESTS, shown.stream().map(Request::requestNo).toList()));
    return new Page<>(shown, found.size() > limit ? cursor(shown.get(shown.size() - 1)) : null);
  }

  private static Look asked(Caller caller, RequestQuery query) {
    RequestState state = query.state();
    RequestKind kind = query.kind();
    return Look.by(caller, REQUESTS, caller.region())
        .asked("state", state == null ? null : state.wire())
        .asked("kind", kind == null ? null : kind.wire())
        .typed("region", query.region())
        .typed("customerNo", query.customerNo())
        .typed("channel", query.channel())
        .typed("transformer", query.transformer())
        .typed("cell", query.cell())
        .typed("q", query.q());
  }

  static void boundTime(Transaction transaction) throws SQLException {
    new Sql(transaction.connection(), "set local statement_timeout = '10s'").call();
  }

  private static RequestTables.Search search(Sight sight, RequestQuery query) {
    RequestTables.Search search = new RequestTables.Search();
    sight.narrow(search);
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
    search.whereGiven("kind_sure = ?", query.kindSure());
    String q = query.q();
    if (q != null && !q.isBlank()) {
      sight.words(q.strip(), search);
    }
    return search;
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
      Instant at = Instant.parse(parts[0]);
      if (parts.length == 2 && RequestNumbers.plausible(parts[1])) {
        search.where("(received_at, request_no) < (?, ?)", at, parts[1]);
        return;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // as for any other text that no page has given
    }
    throw new Refusal.Invalid("/after", "is not a cursor of this list", "不是本列表的游标");
  }

  Request get(Caller caller, String requestNo) {
    Sight sight = seeing.of(caller);
    KeptRequest kept = work.call(transaction -> visible(transaction, sight, requestNo));
    looks.note(at("request", caller, kept));
    return kept.shownTo(caller);
  }

  Request root(Caller caller, String requestNo) {
    Sight sight = seeing.of(caller);
    KeptRequest kept =
        work.call(
            transaction ->
                visible(transaction, sight, visible(transaction, sight, requestNo).root()));
    looks.note(at("request", caller, kept));
    return kept.shownTo(caller);
  }

  private static KeptRequest root(Transaction transaction, KeptRequest kept) throws SQLException {
    return kept.root().equals(kept.request().requestNo())
        ? kept
        : kept(transaction, kept.root()).orElseThrow(Moves::unknown);
  }

  private static Look at(String way, Caller caller, KeptRequest kept) {
    Request request = kept.request();
    return Look.by(caller, way, request.region()).shows(REQUESTS, List.of(request.requestNo()));
  }

  List<TimelineItem> timeline(Caller caller, String requestNo) {
    Sight sight = seeing.of(caller);
    Map<Long, Map<String, String>> words = new HashMap<>();
    KeptRequest kept =
        work.call(
            transaction -> {
              words.putAll(new RequestTables(transaction.connection()).words(requestNo));
              return visible(transaction, sight, requestNo);
            });
    looks.note(at("timeline", caller, kept));
    return journal.about(requestNo).stream().map(entry -> item(caller, entry, words)).toList();
  }

  private static TimelineItem item(
      Caller caller, Entry entry, Map<Long, Map<String, String>> words) {
    Map<String, Object> data = new LinkedHashMap<>(entry.data());
    if (caller.kind() == Caller.Kind.PARTNER) {
      data.computeIfPresent("details", (name, details) -> withoutOthers(details));
      data.keySet().removeAll(Set.of("root", "under"));
    }
    if (caller.seesMasked()) {
      data.computeIfPresent("channelRef", (name, ref) -> shown(caller, ref.toString()));
    }
    if (data.get("version") instanceof Number version) {
      Map<String, String> said = words.getOrDefault(version.longValue(), Map.of());
      said.forEach((name, text) -> data.put(name, shown(caller, text)));
    }
    return new TimelineItem(entry.time(), entry.type(), entry.actor(), data);
  }

  /** A partner learns what has become of its request, not whose else it was merged with. */
  private static Object withoutOthers(Object details) {
    if (!(details instanceof Map<?, ?> all)) {
      return details;
    }
    Map<Object, Object> own = new LinkedHashMap<>(all);
    own.keySet().removeAll(Set.of("into", "because", "family"));
    own.values().removeIf(value -> value instanceof String no && RequestNumbers.plausible(no));
    return own;
  }

  private static String shown(Caller caller, String text) {
    String masked = caller.seesMasked() ? Mask.words(text) : text;
    return masked == null ? "" : masked;
  }

  static KeptRequest visible(Transaction transaction, Sight sight, String requestNo)
      throws SQLException {
    return kept(transaction, requestNo)
        .filter(
            kept -> sight.covers(kept.request().region(), kept.request().channel(), kept.crew()))
        .orElseThrow(Moves::unknown);
  }

  private static java.util.Optional<KeptRequest> kept(Transaction transaction, String requestNo)
      throws SQLException {
    return RequestNumbers.plausible(requestNo)
        ? new RequestTables(transaction.connection()).get(requestNo)
        : java.util.Optional.empty();
  }

  /** Whoever has it is taken for the customer, so no person is given it. */
  String token(Caller caller, String requestNo) {
    if (!caller.actor().equals(WRITES)) {
      throw new Refusal.Forbidden(
          "role-missing", new Text("The code is the customer's alone", "查询码仅供客户本人使用"));
    }
    return tokens.token(requestNo);
  }

  /** A merged request shows how the one it was merged under is doing. */
  Tracking track(String requestNo, String token) {
    if (!tokens.fits(requestNo, token)) {
      throw Moves.unknown();
    }
    return work.call(
        transaction -> {
          RequestTables tables = new RequestTables(transaction.connection());
          KeptRequest kept = kept(transaction, requestNo).orElseThrow(Moves::unknown);
          Request own = kept.request();
          Request first = root(transaction, kept).request();
          List<Tracking.Step> steps = new ArrayList<>();
          steps.add(new Tracking.Step(RequestState.RECEIVED, own.receivedAt()));
          steps.addAll(tables.steps(requestNo));
          if (!first.requestNo().equals(requestNo)) {
            // It may have been worked on long before this one came.
            steps.addAll(tables.steps(first.requestNo()));
            steps.sort(Comparator.comparing(Tracking.Step::at));
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
