package io.lamplighter.customers;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.customers.Customer;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings customers in from CSV, each chunk in a transaction of its own. */
final class CustomerImport {
  static final String SOURCE = "customers";

  private final UnitOfWork work;
  private final Journal journal;
  private final CsvImport csv;

  CustomerImport(UnitOfWork work, Journal journal, CsvImport csv) {
    this.work = work;
    this.journal = journal;
    this.csv = csv;
  }

  CsvImport.Report run(Caller caller, Reader file) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    return csv.run(
        file, CustomerLines.REQUIRED, CustomerLines.OPTIONAL, lines -> take(caller, lines));
  }

  private Outcome take(Caller caller, List<Line> lines) {
    CustomerLines reader = new CustomerLines(caller);
    Map<String, Customer> good = new LinkedHashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    List<BadLine> bad = new ArrayList<>();
    for (Line line : lines) {
      Optional<Customer> customer = reader.read(line);
      if (customer.isEmpty()) {
        continue;
      }
      String number = customer.get().customerNo();
      if (good.putIfAbsent(number, customer.get()) == null) {
        numbers.put(number, line.number());
      } else {
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
          CustomerTables.Stored stored = tables.store(good.values());
          List<Fact> facts = new ArrayList<>();
          stored.added().forEach(c -> facts.add(fact("customer.registered", c, caller)));
          stored.changed().forEach(c -> facts.add(fact("customer.changed", c, caller)));
          if (!facts.isEmpty()) {
            journal.append(transaction, SOURCE, facts);
          }
          int added = stored.added().size();
          int changed = stored.changed().size();
          return new Outcome(added, changed, good.size() - added - changed, bad);
        });
  }

  private static Fact fact(String type, Customer customer, Caller caller) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("customerNo", customer.customerNo());
    data.put("region", customer.region());
    data.put("class", customer.customerClass());
    data.put("important", customer.important());
    if (customer.transformer() != null) {
      data.put("transformer", customer.transformer());
    }
    return new Fact(type, customer.customerNo(), customer.region(), caller.name(), data);
  }
}
