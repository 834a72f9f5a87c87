package io.lamplighter.customers;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Keys;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Mask;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.StoreException;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.io.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The customers, as people, the desk and imports see them. */
@Component(service = Customers.class, immediate = true)
public final class CustomerService implements Customers {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR, Role.ASSESSOR
  };
  private static final int MAX_Q = 100;

  private final UnitOfWork work;
  private final Journal journal;
  private final CustomerImport imports;

  @Activate
  public CustomerService(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=customers)") UnitOfWork work,
      @Reference Journal journal,
      @Reference CsvImport csv) {
    this.work = work;
    this.journal = journal;
    this.imports = new CustomerImport(work, journal, csv);
  }

  @Override
  public Customer get(Caller caller, String customerNo) {
    caller.require(READERS);
    return work.call(
        transaction -> {
          Customer customer =
              new CustomerTables(transaction.connection())
                  .get(customerNo.replace("\0", ""))
                  .filter(found -> caller.covers(found.region()))
                  .orElseThrow(CustomerService::unknown);
          Map<String, Object> data = Map.of("customerNo", customer.customerNo());
          journal.append(
              transaction,
              CustomerImport.SOURCE,
              new Fact(
                  "customer.viewed",
                  customer.customerNo(),
                  customer.region(),
                  caller.name(),
                  data));
          return shown(caller, customer);
        });
  }

  @Override
  public Page<Customer> find(
      Caller caller,
      @Nullable String q,
      @Nullable String region,
      @Nullable String after,
      int limit) {
    caller.require(READERS);
    check(q, region, after, limit);
    StringBuilder conditions = new StringBuilder("where starts_with(region, ?)");
    List<String> parameters = new ArrayList<>(List.of(caller.region()));
    if (region != null) {
      conditions.append(" and starts_with(region, ?)");
      parameters.add(region);
    }
    if (after != null) {
      conditions.append(" and customer_no > ?");
      parameters.add(after);
    }
    if (q != null && !q.isBlank()) {
      String escaped = q.strip().replaceAll("([%_\\\\])", "\\\\$1");
      conditions.append(
          " and (customer_no like ? or phone_keys @> array[?] or name ilike ? or address ilike ?)");
      parameters.addAll(
          List.of(escaped + "%", Keys.phone(q), "%" + escaped + "%", "%" + escaped + "%"));
    }
    conditions.append(" order by customer_no limit ").append(limit + 1);
    List<Customer> found =
        work.call(
            transaction ->
                new CustomerTables(transaction.connection())
                    .list(conditions.toString(), parameters));
    List<Customer> shown = found.stream().limit(limit).map(c -> shown(caller, c)).toList();
    boolean more = found.size() > limit;
    return new Page<>(shown, more ? shown.get(shown.size() - 1).customerNo() : null);
  }

  private static void check(
      @Nullable String q, @Nullable String region, @Nullable String after, int limit) {
    List<FieldError> errors = new ArrayList<>();
    if (limit < 1 || limit > Page.MAX) {
      errors.add(FieldError.of("/limit", "must be from 1 to " + Page.MAX, "须在 1 到 500 之间"));
    }
    if (region != null && !Region.isCode(region)) {
      errors.add(FieldError.of("/region", "must be a region code", "须为行政区划代码"));
    }
    if (q != null && (q.length() > MAX_Q || q.chars().anyMatch(Character::isISOControl))) {
      errors.add(
          FieldError.of("/q", "must be plain text of at most 100 characters", "须为不超过 100 字符的文本"));
    }
    if (after != null && !after.matches("[A-Za-z0-9-]{1,32}")) {
      errors.add(FieldError.of("/after", "is not a cursor of this list", "不是本列表的游标"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }

  @Override
  public CsvImport.Report importCsv(Caller caller, Reader csv) {
    return imports.run(caller, csv);
  }

  @Override
  public List<@Nullable Match> match(Transaction transaction, List<Clue> clues) {
    try {
      return Matching.match(transaction.connection(), clues);
    } catch (SQLException e) {
      throw new StoreException("The customers could not be asked", e);
    }
  }

  @Override
  public List<Clue> clues(Transaction transaction, Collection<String> customerNos) {
    try {
      return Matching.clues(transaction.connection(), customerNos);
    } catch (SQLException e) {
      throw new StoreException("The customers could not be asked", e);
    }
  }

  @Override
  public List<@Nullable Match> matchMeters(Transaction transaction, List<String> meters) {
    try {
      return Matching.matchMeters(transaction.connection(), meters);
    } catch (SQLException e) {
      throw new StoreException("The customers could not be asked", e);
    }
  }

  private static Customer shown(Caller caller, Customer c) {
    if (!caller.seesMasked()) {
      return c;
    }
    return new Customer(
        c.customerNo(),
        c.version(),
        Objects.requireNonNullElse(Mask.name(c.name()), ""),
        c.phones().stream().map(p -> Objects.requireNonNullElse(Mask.phone(p), "")).toList(),
        Mask.words(c.address()),
        null,
        c.region(),
        c.customerClass(),
        c.important(),
        c.cell(),
        c.servicePoint(),
        c.meter(),
        c.transformer(),
        c.feeder(),
        c.tags());
  }

  private static Refusal unknown() {
    return new Refusal.NotFound("customer.unknown", new Text("There is no such customer", "没有此客户"));
  }
}
