package io.lamplighter.intake.call;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.House;
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
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.call.CallTables.Call;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.text.Writing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");
  private static final long TOP = 9;
  private static final int LONGEST_PHONE = 100;

  private final UnitOfWork work;
  private final Journal journal;
  private final Looks looks;
  private final Desk desk;
  private final WhoIsCalling calling;
  private final InstantSource clock;
  private final DateTimeFormatter day;
  private final House house;

  CallDesk(
      UnitOfWork work,
      Journal journal,
      Looks looks,
      Desk desk,
      @Nullable Customers customers,
      InstantSource clock,
      House house) {
    this.work = work;
    this.journal = journal;
    this.looks = looks;
    this.desk = desk;
    this.calling = new WhoIsCalling(desk, customers);
    this.clock = clock;
    this.day = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(house.zone());
    this.house = house;
  }

  /** A call, who may be calling, and what he has open. */
  record Opened(Call call, List<Customer> customers, List<Request> openRequests) {}

  /**
   * Opens a call; whom it shows by the number, and what he has open, is one look.
   *
   * @param phone as the switch tells it; null or empty when the caller withholds it
   * @param line 95598 or vip
   * @param region null for the agent's own, or the house's
   */
  Opened open(Caller agent, @Nullable String phone, String line, @Nullable String region) {
    agent.require(AGENTS);
    List<FieldError> errors = new ArrayList<>();
    String shown = phone == null ? "" : Writing.line(phone).strip();
    if (shown.length() > LONGEST_PHONE) {
      errors.add(FieldError.of("/phone", "is too long for a number", "电话号码过长"));
    }
    if (!Set.of("95598", "vip").contains(line)) {
      errors.add(FieldError.of("/line", "must be 95598 or vip", "须为 95598 或 vip"));
    }
    if (region != null && !Region.isCode(region)) {
      errors.add(FieldError.of("/region", "must be a region's code", "须为区域代码"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    String where =
        region != null ? region : agent.region().isEmpty() ? house.region() : agent.region();
    agent.requireRegion(where);
    Caller asking = agent.through(SOURCE);
    List<Customer> known = calling.known(asking, Keys.phone(shown));
    List<Request> open = calling.openRequests(asking, known);
    looks.note(
        Look.by(agent, "call", where)
            .typed("phone", shown)
            .shows("customers", known.stream().map(Customer::customerNo).toList())
            .shows("requests", open.stream().map(Request::requestNo).toList()));
    Instant now = now();
    String told = shown.isEmpty() ? null : shown;
    Call call =
        work.command(
            transaction -> {
              CallTables tables = new CallTables(transaction.connection());
              Call opened = tables.open(line, told, where, agent.name(), day.format(now), now);
              tell(transaction, new CallFact.Opened(opened.line()), opened, agent);
              return opened;
            });
    return new Opened(call, known, open);
  }

  Call get(Caller agent, String callNo) {
    Call call = own(agent, callNo);
    looks.note(Look.by(agent, "call", call.region()).shows("calls", List.of(callNo)));
    return call;
  }

  private Call own(Caller agent, String callNo) {
    agent.require(AGENTS);
    return work.call(transaction -> new CallTables(transaction.connection()).get(agent, callNo));
  }

  /** As many, without the phones: each shows when it is opened. */
  List<Call> open(Caller agent) {
    agent.require(AGENTS);
    List<Call> open =
        work.call(transaction -> new CallTables(transaction.connection()).open(agent, Page.MAX));
    looks.note(
        Look.by(agent, "calls", agent.region())
            .shows("calls", open.stream().map(Call::callNo).toList()));
    return open.stream().map(Call::withoutPhone).toList();
  }

  /**
   * Makes the request of a call; the same again is answered alike, also when the call is over. One
   * of the VIP line gets top priority, and the duty officer is paged.
   *
   * @param said what the agent wrote down; channel, id and phone are the call's
   */
  Receipt takeDown(Caller agent, String callNo, Submission said) {
    agent.require(AGENTS);
    Call call = claimed(agent, callNo);
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
    if (call.isVip() && call.requestNo() == null) {
      raise(Objects.requireNonNullElse(receipt.mergedInto(), receipt.requestNo()));
    }
    work.run(
        transaction -> {
          CallTables tables = new CallTables(transaction.connection());
          if (tables.get(agent, callNo).requestNo() == null) {
            tables.takenDown(callNo, receipt.requestNo());
            tell(
                transaction,
                new CallFact.TakenDown(
                    call.line(), receipt.requestNo(), said.drill() ? true : null),
                call,
                agent);
          }
        });
    return receipt;
  }

  /** The desk knows a message again by who brought it, so one agent brings a call's. */
  private Call claimed(Caller agent, String callNo) {
    return work.call(
        transaction -> {
          CallTables tables = new CallTables(transaction.connection());
          Call call = tables.get(agent, callNo);
          if (call.requestNo() == null) {
            requireOpen(call);
          }
          if (!tables.claim(callNo, agent.actor()).equals(agent.actor())) {
            throw new Refusal.Conflict(
                "call.taken-down",
                new Text("Another agent takes this call down, or did", "该通话已由其他坐席登记"));
          }
          return call;
        });
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
    return work.command(
        transaction -> {
          CallTables tables = new CallTables(transaction.connection());
          Call call = tables.get(agent, callNo);
          requireSeen(call, seen);
          requireOpen(call);
          tables.transfer(callNo, to);
          tell(transaction, new CallFact.Transferred(call.line(), call.agent(), to), call, agent);
          return tables.get(agent, callNo).withoutPhone();
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
    return work.command(
        transaction -> {
          CallTables tables = new CallTables(transaction.connection());
          Call call = tables.get(agent, callNo);
          requireSeen(call, seen);
          requireOpen(call);
          tables.close(callNo, outcome, now());
          tell(transaction, new CallFact.Closed(call.line(), outcome), call, agent);
          return tables.get(agent, callNo).withoutPhone();
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

  private <F extends Record & CallFact> void tell(
      Transaction transaction, F fact, Call call, Caller agent) {
    journal.append(transaction, SOURCE, Fact.of(fact, call.callNo(), call.region(), agent.actor()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
