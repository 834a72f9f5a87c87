package io.lamplighter.customers;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.CustomerFact;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.CsvImport.BadLine;
import io.lamplighter.api.store.CsvImport.Line;
import io.lamplighter.api.store.CsvImport.Outcome;
import io.lamplighter.api.store.UnitOfWork;
import java.io.Reader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings customers in from CSV, each chunk in a transaction of its own. */
final class CustomerImport {
  static final String SOURCE = "customers";

  private static final int TELL = 100_000;
  private static final Logger LOG = LoggerFactory.getLogger(CustomerImport.class);

  private final UnitOfWork work;
  private final Journal journal;
  private final CsvImport csv;
  private final InstantSource clock;

  CustomerImport(UnitOfWork work, Journal journal, CsvImport csv, InstantSource clock) {
    this.work = work;
    this.journal = journal;
    this.csv = csv;
    this.clock = clock;
  }

  CsvImport.Report run(Caller caller, Reader file) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    Progress progress = new Progress();
    Points points = new Points(caller);
    CsvImport.Report report =
        csv.run(
            file,
            CustomerLines.REQUIRED,
            CustomerLines.OPTIONAL,
            lines -> progress.after(take(caller, points, lines), lines.size()));
    LOG.info(
        "Customers: {} lines read, {} added, {} changed, {} unchanged, {} bad",
        report.lines(),
        report.added(),
        report.changed(),
        report.unchanged(),
        report.badCount());
    return report;
  }

  /** Tells the operators how far a file is. */
  private static final class Progress {
    private long lines;

    Outcome after(Outcome outcome, int chunk) {
      long before = lines / TELL;
      lines += chunk;
      if (lines / TELL > before) {
        LOG.info("Customers: {} lines read", lines);
      }
      return outcome;
    }
  }

  private Outcome take(Caller caller, Points points, List<Line> lines) {
    CustomerLines reader = new CustomerLines(caller, clock.instant());
    Map<String, Told> good = new LinkedHashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    List<BadLine> bad = new ArrayList<>();
    for (Line line : lines) {
      Optional<Told> told = reader.read(line);
      if (told.isEmpty()) {
        continue;
      }
      String number = told.get().customer().customerNo();
      Told before = good.get(number);
      if (before == null || told.get().replaces(before)) {
        good.put(number, told.get());
        numbers.put(number, line.number());
      } else if (!told.get().comparesTo(before)) {
        bad.add(
            new BadLine(
                line.number(),
                FieldError.of(
                    "customerNo",
                    "stands in line " + numbers.get(number) + " already",
                    "与第 " + numbers.get(number) + " 行重复")));
      }
    }
    bad.addAll(reader.bad());
    return work.call(
        transaction -> {
          CustomerTables tables = new CustomerTables(transaction.connection());
          Set<String> elsewhere = tables.ofOtherRegions(good.keySet(), caller.region());
          for (String number : elsewhere) {
            good.remove(number);
            bad.add(
                new BadLine(
                    numbers.getOrDefault(number, 0L),
                    FieldError.of("customerNo", "belongs to another region", "该客户属于其他区域")));
          }
          tables.holdOthers();
          bad.addAll(
              points.refuse(
                  good,
                  numbers,
                  tables.known(
                      good.keySet(),
                      Points.of(good.values(), Customer::meter),
                      Points.of(good.values(), Customer::servicePoint))));
          TakeOver.Stored stored = new TakeOver(transaction.connection()).store(good.values());
          List<Fact> facts = new ArrayList<>();
          stored.added().forEach(c -> facts.add(fact("customer.registered", c, caller)));
          stored.changed().forEach(c -> facts.add(fact("customer.changed", c, caller)));
          if (!facts.isEmpty()) {
            journal.append(transaction, SOURCE, facts);
            new BookTables(transaction.connection()).changed();
          }
          int added = stored.added().size();
          int changed = stored.changed().size();
          return new Outcome(added, changed, lines.size() - bad.size() - added - changed, bad);
        });
  }

  private static Fact fact(String type, Customer customer, Caller caller) {
    return Fact.of(
        type,
        new CustomerFact(
            customer.customerNo(),
            customer.region(),
            customer.customerClass(),
            customer.important(),
            customer.transformer()),
        customer.customerNo(),
        customer.region(),
        caller.actor());
  }
}
