package io.lamplighter.intake.hotline;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.iec.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a TroubleTicket request asks for, apart from how it travels. */
final class TicketCalls {
  private static final String PART = "intake-hotline";

  private final Desk desk;
  private final Looks looks;
  private final House house;

  TicketCalls(Desk desk, Looks looks, House house) {
    this.desk = desk;
    this.looks = looks;
    this.house = house;
  }

  /** One of several: what becomes of it is its own affair. */
  private interface One {
    void call(Ticket ticket, int which);
  }

  /**
   * Fills the reply; each ticket by itself.
   *
   * @throws Refusal.Unavailable when the desk is away: the whole is to be sent again
   */
  void answer(Caller partner, TicketRequest request, TicketReply reply) {
    switch (request.verb()) {
      case "create" ->
          each(request, reply, (ticket, which) -> create(partner, request, ticket, which, reply));
      case "change" -> each(request, reply, (ticket, which) -> change(partner, ticket, reply));
      case "cancel" -> each(request, reply, (ticket, which) -> cancel(partner, ticket, reply));
      case "get" -> get(partner, request, reply);
      default ->
          throw new Refusal.Invalid(
              Contract.path(request.message().soap().message()) + "/Header/Verb",
              "must be create, change, cancel or get",
              "须为 create、change、cancel 或 get");
    }
  }

  private static void each(TicketRequest request, TicketReply reply, One one) {
    if (request.tickets().isEmpty()) {
      throw new Refusal.Invalid(
          Contract.path(request.message().soap().message()) + "/Payload",
          "has no TroubleTicket",
          "没有 TroubleTicket");
    }
    for (int i = 0; i < request.tickets().size(); i++) {
      Ticket ticket = new Ticket(request.tickets().get(i));
      try {
        one.call(ticket, i);
      } catch (Refusal.Unavailable | Refusal.TooMany e) {
        throw e;
      } catch (Refusal e) {
        String named = ticket.requestNo() != null ? ticket.requestNo() : ticket.ownNumber();
        reply.failed(TicketPaths.of(ticket.xml(), e), named);
      }
    }
  }

  /** The message's id, and the ticket's place in it, make it one request however often it comes. */
  private void create(
      Caller partner, TicketRequest request, Ticket ticket, int which, TicketReply reply) {
    boolean test = "TESTING".equals(request.message().context());
    if (test && house.context() != House.Context.TESTING) {
      throw new Refusal.Conflict(
          "context-testing",
          new Text(
              "A test of the line makes no request; TRAINING makes one of a drill",
              "TESTING 报文不登记；演练请用 TRAINING"));
    }
    boolean drill = "TRAINING".equals(request.message().context());
    String id = request.message().messageId();
    String own = ticket.ownNumber();
    String ref = own != null ? own : id == null || which == 0 ? id : id + "#" + (which + 1);
    reply.done(
        desk.submit(partner, ticket.submission(channel(partner), ref, house.zone(), drill))
            .requestNo());
  }

  /**
   * The partner's own acts: the score of its return visit, or that nothing needs doing any more.
   */
  private void change(Caller partner, Ticket ticket, TicketReply reply) {
    String score = ticket.property("score");
    if (score != null || "visited".equals(ticket.status())) {
      visit(partner, ticket, Objects.requireNonNullElse(score, ""), reply);
    } else if ("cancelled".equals(ticket.status())) {
      cancel(partner, ticket, reply);
    } else {
      throw new Refusal.Invalid(
          "/status/value",
          "A partner may send a score, or the status cancelled",
          "仅可提交回访评分（score）或 cancelled 状态");
    }
  }

  private void visit(Caller partner, Ticket ticket, String score, TicketReply reply) {
    if (!score.matches("[1-5]")) {
      throw new Refusal.Invalid("/Property/Value", "must be 1 to 5", "须为 1 至 5");
    }
    Map<String, Object> data =
        ticket.comment() == null
            ? Map.of("score", Long.valueOf(score))
            : Map.of("score", Long.valueOf(score), "comment", ticket.comment());
    move(partner, seen(partner, ticket.requestNo()), Move.VISIT, data);
    reply.done(String.valueOf(ticket.requestNo()));
  }

  private void cancel(Caller partner, Ticket ticket, TicketReply reply) {
    Request request = seen(partner, ticket.requestNo());
    String reason = Objects.requireNonNullElse(ticket.comment(), "对接方撤单 Cancelled by the partner");
    move(partner, request, Move.CANCEL, Map.of("reason", reason));
    reply.done(request.requestNo());
  }

  /**
   * A partner has no role of its own: what it may do with its requests, the platform does for it.
   */
  private void move(Caller partner, Request request, Move move, Map<String, Object> data) {
    Caller self = Caller.system("hotline-" + partner.name());
    desk.move(self, new MoveOrder(request.requestNo(), move, request.version(), data));
  }

  private void get(Caller partner, TicketRequest request, TicketReply reply) {
    List<String> numbers = new ArrayList<>(request.ids());
    for (var ticket : request.tickets()) {
      String no = new Ticket(ticket).requestNo();
      if (no != null) {
        numbers.add(no);
      }
    }
    if (numbers.isEmpty()) {
      throw new Refusal.Invalid(
          Contract.path(request.message().soap().message()) + "/Request/ID", "is needed", "缺失");
    }
    List<String> shown = new ArrayList<>();
    for (String no : numbers) {
      try {
        reply.show(seen(partner, no));
        shown.add(no);
      } catch (Refusal.NotFound e) {
        reply.failed(e, no);
      }
    }
    looks.note(Look.by(partner, "tickets", partner.region()).shows("requests", shown));
  }

  /**
   * @throws Refusal.NotFound when there is none that this partner may see
   */
  private Request seen(Caller partner, @Nullable String requestNo) {
    if (requestNo == null) {
      throw new Refusal.Invalid("/mRID", "is needed", "缺失");
    }
    return desk.get(partner.through(PART), requestNo);
  }

  private static String channel(Caller partner) {
    return partner.channels().contains("hotline")
        ? "hotline"
        : partner.channels().stream().sorted().findFirst().orElse("hotline");
  }
}
