package io.lamplighter.accountability;

import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Thing;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Opens files, each once, by nothing but the entry that gives reason for it. */
final class Opening {
  /** Of the agenda: somebody is to be proposed. */
  static final String PROPOSE = "propose ";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  private final Tools tools;

  Opening(Tools tools) {
    this.tools = tools;
  }

  void open(Transaction transaction, List<Cause> causes) throws SQLException {
    if (causes.isEmpty()) {
      return;
    }
    Hand hand = new Hand(tools, transaction, Tools.SELF.actor());
    List<Thing> things = new ArrayList<>();
    for (Cause cause : causes) {
      FileTables tables = hand.tables();
      if (tables.isOpen(cause.key())) {
        continue;
      }
      String no = number(hand.now(), tables.nextNumber());
      String event = tools.library().get().event(cause.code());
      if (!tables.open(cause, no, event, hand.now())) {
        continue;
      }
      // What is there for it beside its cause, as another place's arrival.
      new EvidenceTables(transaction.connection())
          .add(no, cause.also().stream().map(one -> new Chain.Shown(one, "found")).toList());
      hand.opened(cause, no, event);
      things.add(new Thing(PROPOSE + no, no, hand.now()));
    }
    tools.agenda().put(transaction, things);
  }

  /** F, the day it is opened on, and seven digits: in the order of their opening. */
  private String number(Instant now, long sequence) {
    ZoneId zone = tools.house().zone();
    return "F"
        + DAY.format(now.atZone(zone))
        + String.format(Locale.ROOT, "%07d", sequence % 10_000_000);
  }
}
