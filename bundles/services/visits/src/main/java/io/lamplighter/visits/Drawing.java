package io.lamplighter.visits;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.VisitWay;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.secret.DatabaseKey;
import io.lamplighter.visits.SamplingRule.Ticket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether a customer is asked: his ticket is drawn, and he was not asked lately. */
final class Drawing {
  private static final int COUNTY_DIGITS = 6;
  private static final int CITY_DIGITS = 4;
  private static final int PROVINCE_DIGITS = 2;

  private final DatabaseKey digests = new DatabaseKey("visits.secret");
  private final Tools tools;
  private final Seeds seeds;
  private final Supplier<@Nullable Customers> customers;
  private final Supplier<@Nullable Organisation> organisation;

  /**
   * @param customers gives null where nobody knows them
   * @param organisation as that
   */
  Drawing(
      Tools tools,
      Seeds seeds,
      Supplier<@Nullable Customers> customers,
      Supplier<@Nullable Organisation> organisation) {
    this.tools = tools;
    this.seeds = seeds;
    this.customers = customers;
    this.organisation = organisation;
  }

  /** What others know of it, asked before the transaction begins. */
  private record Known(
      @Nullable String customer, @Nullable String phone, boolean important, List<Unit> line) {}

  /**
   * @throws Refusal.Unavailable when somebody who knows more is away for a moment
   */
  void draw(Due due) {
    OneVisit seen = tools.work().find(t -> new VisitTables(t.connection()).get(Step.visit(due)));
    if (seen == null) {
      tools.work().run(t -> tools.agenda().done(t, due));
      return;
    }
    Known known = known(seen);
    Seeds.Seed seed = seeds.now();
    tools
        .work()
        .run(
            transaction -> {
              // The visit first, as everybody does: else two wait for each other.
              VisitTables tables = new VisitTables(transaction.connection());
              OneVisit visit = tables.locked(seen.id);
              if (!tools.agenda().done(transaction, due)) {
                return;
              }
              if (visit != null && visit.toAsk == null) {
                decide(transaction, tables, visit, known, seed);
                tables.save(visit);
              }
            });
  }

  private Known known(OneVisit visit) {
    String customer = null;
    String phone = null;
    try {
      Request request = tools.desk().get(VisitRounds.SELF, visit.requestNo);
      customer = request.customerNo();
      Submission.Contact contact = request.contact();
      String written = contact == null ? null : contact.phone();
      String key = written == null ? "" : Keys.phone(written);
      phone = key.isEmpty() ? null : HexFormat.of().formatHex(digests.digest(tools.work(), key));
    } catch (Refusal.NotFound gone) {
      // Nobody can be asked: as one without a phone.
    }
    return new Known(customer, phone, isImportant(customer, visit.region), line(visit));
  }

  /** Without customers nobody is; while they are being replaced, they are waited for. */
  private boolean isImportant(@Nullable String customer, String region) {
    Customers known = customers.get();
    if (customer == null || known == null) {
      return false;
    }
    Customers.Match match =
        known.match(List.of(new Customers.Clue(customer, null, null, region))).get(0);
    return match != null && match.important();
  }

  private List<Unit> line(OneVisit visit) {
    Organisation known = organisation.get();
    return visit.cell == null || known == null
        ? List.of()
        : known.line(visit.cell, visit.resolvedAt);
  }

  private void decide(
      Transaction transaction, VisitTables tables, OneVisit visit, Known known, Seeds.Seed seed)
      throws SQLException {
    visit.customer = known.customer();
    visit.phone = known.phone();
    place(visit, known.line());
    LocalDate day = visit.resolvedAt.atZone(tools.zone()).toLocalDate();
    Asking asking = tools.asking().get();
    Optional<SamplingRule> fitting =
        asking.rule(new Ticket(visit.kind, visit.region, visit.cell, known.important()), day);
    visit.toAsk = false;
    if (fitting.isEmpty()) {
      leave(transaction, visit, "no-rule");
      return;
    }
    SamplingRule rule = fitting.get();
    visit.rule = rule.code();
    visit.edition = rule.from();
    visit.share = rule.share();
    visit.number = Draw.number(seed.seed(), visit.id);
    visit.seedDay = seed.day();
    visit.badAt = rule.badAt();
    visit.reopens = rule.reopens();
    Instant from = from(visit, rule);
    String why = whyNot(tables, visit, from);
    if (why != null) {
      leave(transaction, visit, why);
      return;
    }
    visit.toAsk = true;
    decided(transaction, visit, null);
    if (visit.state == VisitState.UNDECIDED) {
      plan(transaction, visit, rule.afterDays() == 0, from, asking.edition(rule.questions(), day));
    }
  }

  /** What he has said by himself stays said. */
  private void leave(Transaction transaction, OneVisit visit, String why) {
    decided(transaction, visit, why);
    if (visit.state == VisitState.UNDECIDED) {
      visit.end(VisitState.UNASKED, why);
    }
  }

  /** Every ticket's fate is in the journal: of those who are not asked, too. */
  private void decided(Transaction transaction, OneVisit visit, @Nullable String why) {
    boolean ruled = visit.rule != null;
    tools.tell(
        transaction,
        visit,
        new VisitFact.Decided(
            visit.about(),
            visit.rule,
            ruled ? String.valueOf(visit.edition) : null,
            ruled ? (long) visit.share : null,
            ruled ? String.valueOf(visit.seedDay) : null,
            why),
        VisitRounds.SELF.actor());
  }

  /**
   * @param from when he would be asked
   */
  private @Nullable String whyNot(VisitTables tables, OneVisit visit, Instant from)
      throws SQLException {
    if (visit.drill) {
      return "drill";
    }
    if (!Draw.isDrawn(visit.number, visit.share)) {
      return "not-drawn";
    }
    if (visit.phone == null) {
      return "no-phone";
    }
    tables.lock(visit);
    Duration rest = tools.patience().rest();
    return tables.isAsked(visit, from.minus(rest), from.plus(rest)) ? "asked-lately" : null;
  }

  /** Where the work was: by the organisation, else as far as the region's code says. */
  private static void place(OneVisit visit, List<Unit> line) {
    visit.county = prefix(visit.region, COUNTY_DIGITS);
    visit.city = prefix(visit.region, CITY_DIGITS);
    visit.province = prefix(visit.region, PROVINCE_DIGITS);
    for (Unit unit : line) {
      switch (unit.level()) {
        case STATION -> visit.station = unit.code();
        case COUNTY -> visit.county = unit.code();
        case CITY -> visit.city = unit.code();
        case PROVINCE -> visit.province = unit.code();
        default -> {
          // The cell is the request's own; departments are beside the line.
        }
      }
    }
  }

  private static @Nullable String prefix(String region, int digits) {
    return region.length() < digits ? null : region.substring(0, digits);
  }

  /** Asked at once is asked in the text that says that it is done. */
  private Instant from(OneVisit visit, SamplingRule rule) {
    return rule.afterDays() == 0
        ? tools.now()
        : visit.resolvedAt.atZone(tools.zone()).plusDays(rule.afterDays()).toInstant();
  }

  private void plan(
      Transaction transaction, OneVisit visit, boolean atOnce, Instant from, String questions)
      throws SQLException {
    visit.state = VisitState.ASKED;
    visit.questions = questions;
    visit.way = VisitWay.TEXT;
    visit.askedAt = from;
    visit.nextAt = atOnce ? from.plus(tools.patience().text()) : from;
    tools.agenda().put(transaction, Step.NEXT.of(visit, visit.nextAt));
    tools.tell(
        transaction, visit, new VisitFact.Planned(visit.about(), from), VisitRounds.SELF.actor());
  }
}
