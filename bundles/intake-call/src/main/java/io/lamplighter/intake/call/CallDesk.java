package io.lamplighter.intake.call;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Keys;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.call.CallTables.Call;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an agent does with a call: open, take down, transfer, close. */
final class CallDesk {
  static final String SOURCE = "intake-call";
  private static final Caller SELF = Caller.system(SOURCE);
  private static final Role[] AGENTS = {Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR};
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9-]{1,18}[0-9]");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");
  private static final long TOP = 9;
  private static final int MOST_CUSTOMERS = 5;
  private static final int MOST_REQUESTS = 20;
  private static final Set<RequestState> OVER =
      EnumSet.of(RequestState.CLOSED, RequestState.CANCELLED, RequestState.MERGED);

  private final UnitOfWork work;
  private final Journal journal;
  private final Desk desk;
  private final @Nullable Customers customers;
  private final InstantSource clock;
  private final DateTimeFormatter day;
  private final String defaultRegion;

  CallDesk(
      UnitOfWork work,
      Journal journal,
      Desk desk,
      @Nullable Customers customers,
      InstantSource clock,
      ZoneId zone,
      String defaultRegion) {
    this.work = work;
    this.journal = journal;
    this.desk = desk;
    this.customers = customers;
    this.clock = clock;
    this.day = DateTimeFormatter.BASIC_ISO_DATE.withZone(zone);
    this.defaultRegion = defaultRegion;
  }

  /** A call, who may be calling, and what he has open. */
  record Opened(Call call, List<Customer> customers, List<Request> openRequests) {}

  /**
   * @param line 95598 or vip
   * @param region null for the agent's own, or the house's
   */
  Opened open(Caller agent, @Nullable String phone, String line, @Nullable String region) {
    agent.require(AGENTS);
    List<FieldError> errors = new ArrayList<>();
    if (phone == null || !PHONE.matcher(phone).matches()) {
      errors.add(FieldError.of("/phone", "must be a number", "须为电话号码"));
    }
    if (!Set.of("95598", "vip").contains(line)) {
      errors.add(FieldError.of("/line", "must be 95598 or vip", "须为 95598 或 vip"));
    }
    if (region != null && !Region.isCode(region)) {
      errors.add(FieldError.of("/region", "must be a region's code", "须为区域代码"));
    }
    if (!errors.isEmpty() || phone == null) {
      throw new Refusal.Invalid(errors);
    }
    String where =
        region != null ? region : agent.region().isEmpty() ? defaultRegion : agent.region();
    agent.requireRegion(where);
    Instant now = now();
    Call call =
        work.call(
            transaction -> {
              Call opened =
                  new CallTables(transaction.connection())
                      .open(line, phone, where, agent.name(), day.format(now), now);
              tell(transaction, "call.opened", opened, agent, Map.of());
              return opened;
            });
    List<Customer> known = known(agent, phone);
    return new Opened(call, known, openRequests(agent, known));
  }

  private List<Customer> known(Caller agent, String phone) {
    if (customers == null) {
      return List.of();
    }
    String key = Keys.phone(phone);
    return customers.find(agent, phone, null, null, Page.MAX).items().stream()
        .filter(one -> one.phones().stream().anyMatch(own -> Keys.phone(own).equals(key)))
        .limit(MOST_CUSTOMERS)
        .toList();
  }

  private List<Request> openRequests(Caller agent, List<Customer> known) {
    List<Request> open = new ArrayList<>();
    for (Customer customer : known) {
      RequestQuery query =
          new RequestQuery(
              null, null, null, customer.customerNo(), null, null, null, null, null, MOST_REQUESTS);
      desk.find(agent, query).items().stream()
          .filter(request -> !OVER.contains(request.state()))
          .forEach(open::add);
    }
    return open;
  }

  Call get(Caller agent, String callNo) {
    agent.require(AGENTS);
    return work.call(transaction -> new CallTables(transaction.connection()).get(agent, callNo));
  }

  List<Call> open(Caller agent) {
    agent.require(AGENTS);
    return work.call(transaction -> new CallTables(transaction.connection()).open(agent, Page.MAX));
  }

  /**
   * Makes the request of a call; the same again is answered alike. One of the VIP line gets top
   * priority, and the duty officer is paged.
   *
   * @param said what the agent wrote down; channel, id and phone are the call's
   */
  Receipt takeDown(Caller agent, String callNo, Submission said) {
    Call call = get(agent, callNo);
    requireOpen(call);
    Submission.Contact contact = said.contact();
    Submission submission =
        new Submission(
            call.isVip() ? "vip" : "call",
            call.callNo(),
            said.kind(),
            said.text(),
            said.customerNo(),
            new Submission.Contact(
                contact == null ? null : contact.name(),
                contact == null || contact.phone() == null ? call.phone() : contact.phone()),
            said.address(),
            said.location(),
            said.region() == null && call.region().length() >= 4 ? call.region() : said.region(),
            said.occurredAt(),
            null,
            said.drill());
    Receipt receipt = desk.submit(agent, submission);
    if (call.isVip()) {
      raise(Objects.requireNonNullElse(receipt.mergedInto(), receipt.requestNo()));
    }
    work.run(
        transaction -> {
          CallTables tables = new CallTables(transaction.connection());
          if (tables.get(agent, callNo).requestNo() == null) {
            tables.takenDown(callNo, receipt.requestNo());
            Map<String, Object> made = new LinkedHashMap<>();
            made.put("requestNo", receipt.requestNo());
            if (said.drill()) {
              made.put("drill", true);
            }
            tell(transaction, "call.taken-down", call, agent, made);
          }
        });
    return receipt;
  }

  private void raise(String requestNo) {
    try {
      if (desk.get(SELF, requestNo).priority() < TOP) {
        desk.move(SELF, new MoveOrder(requestNo, Move.TRIAGE, null, Map.of("priority", TOP)));
      }
    } catch (Refusal.Conflict alreadyFurther) {
      // It is being worked on; the duty officer is paged all the same.
    }
  }

  /**
   * @param seen the version the agent saw, null for any
   * @throws Refusal.Stale when it has changed since
   */
  Call transfer(Caller agent, String callNo, @Nullable String to, @Nullable Long seen) {
    agent.require(AGENTS);
    if (to == null || !NAME.matcher(to).matches()) {
      throw new Refusal.Invalid("/to", "must be an agent's name or a queue", "须为坐席或队列名");
    }
    return work.call(
        transaction -> {
          CallTables tables = new CallTables(transaction.connection());
          Call call = tables.get(agent, callNo);
          requireSeen(call, seen);
          requireOpen(call);
          tables.transfer(callNo, to);
          tell(
              transaction, "call.transferred", call, agent, Map.of("from", call.agent(), "to", to));
          return tables.get(agent, callNo);
        });
  }

  /**
   * @param outcome a code, as in {@code answered} or {@code wrong-number}; null for none
   * @param seen the version the agent saw, null for any
   * @throws Refusal.Stale when it has changed since
   */
  Call close(Caller agent, String callNo, @Nullable String outcome, @Nullable Long seen) {
    agent.require(AGENTS);
    if (outcome != null && !NAME.matcher(outcome).matches()) {
      throw new Refusal.Invalid("/outcome", "must be a code", "须为代码");
    }
    return work.call(
        transaction -> {
          CallTables tables = new CallTables(transaction.connection());
          Call call = tables.get(agent, callNo);
          requireSeen(call, seen);
          requireOpen(call);
          tables.close(callNo, outcome, now());
          tell(
              transaction,
              "call.closed",
              call,
              agent,
              outcome == null ? Map.of() : Map.of("outcome", outcome));
          return tables.get(agent, callNo);
        });
  }

  private static void requireSeen(Call call, @Nullable Long seen) {
    if (seen != null && seen != call.version()) {
      throw new Refusal.Stale(seen, call.version());
    }
  }

  private static void requireOpen(Call call) {
    if (call.closedAt() != null) {
      throw new Refusal.Conflict("call.closed", new Text("The call is closed already", "通话已结束"));
    }
  }

  private void tell(
      Transaction transaction, String type, Call call, Caller agent, Map<String, ?> more)
      throws SQLException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("line", call.line());
    data.putAll(more);
    journal.append(
        transaction, SOURCE, new Fact(type, call.callNo(), call.region(), agent.name(), data));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
