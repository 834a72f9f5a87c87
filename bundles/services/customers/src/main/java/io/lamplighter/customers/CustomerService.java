package io.lamplighter.customers;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.personal.Mask;
import java.io.Reader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The customers, as people, the desk and imports see them. A crew sees none: what it needs stands
 * in its orders.
 */
@Component(service = Customers.class, immediate = true)
public final class CustomerService implements Customers {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.ASSESSOR
  };
  private static final String CUSTOMERS = "customers";
  private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9-]{1,32}");
  private static final int MAX_Q = 100;

  private final UnitOfWork work;
  private final Looks looks;
  private final CustomerImport imports;

  @Activate
  public CustomerService(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=customers)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Looks looks,
      @Reference CsvImport csv,
      @Reference InstantSource clock) {
    this.work = work;
    this.looks = looks;
    this.imports = new CustomerImport(work, journal, csv, clock);
  }

  @Override
  public Customer get(Caller caller, String customerNo) {
    caller.require(READERS);
    Customer customer =
        work.call(t -> new CustomerTables(t.connection()).get(customerNo.replace("\0", "")))
            .filter(found -> caller.covers(found.region()))
            .orElseThrow(CustomerService::unknown);
    looks.note(
        Look.by(caller, "customer", customer.region())
            .shows(CUSTOMERS, List.of(customer.customerNo())));
    return caller.seesMasked() ? masked(listed(customer)) : customer;
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
    if (q != null && !q.isBlank() && caller.seesMasked()) {
      conditions.append(" and customer_no like ?");
      parameters.add(number(q.strip()) + "%");
    } else if (q != null && !q.isBlank()) {
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
    List<Customer> shown = found.stream().limit(limit).map(c -> inList(caller, c)).toList();
    boolean more = found.size() > limit;
    looks.note(
        Look.by(caller, CUSTOMERS, caller.region())
            .typed("q", q)
            .typed("region", region)
            .shows(CUSTOMERS, shown.stream().map(Customer::customerNo).toList()));
    return new Page<>(shown, more ? shown.get(shown.size() - 1).customerNo() : null);
  }

  /** What somebody sees masked is not searched for him; of customers that leaves the number. */
  private static String number(String q) {
    if (!NUMBER.matcher(q).matches()) {
      throw new Refusal.Forbidden(
          "search-masked",
          new Text(
              "What is masked for you cannot be searched; give a number or its beginning",
              "对您脱敏的内容不能检索；请输入客户编号或其开头"));
    }
    return q;
  }

  private static void check(
      @Nullable String q, @Nullable String region, @Nullable String after, int limit) {
    List<FieldError> errors = new ArrayList<>();
    Page.mistake(limit).ifPresent(errors::add);
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
  public List<@Nullable Match> match(List<Clue> clues) {
    return work.read(transaction -> Matching.match(transaction.connection(), clues));
  }

  @Override
  public List<Clue> clues(Collection<String> customerNos) {
    return work.read(transaction -> Matching.clues(transaction.connection(), customerNos));
  }

  @Override
  public List<@Nullable Match> matchMeters(List<String> meters) {
    return work.read(transaction -> Matching.matchMeters(transaction.connection(), meters));
  }

  /** As one of many, with what it takes to know the right one: the rest shows when he is opened. */
  private static Customer inList(Caller caller, Customer c) {
    if (caller.kind() == Caller.Kind.SYSTEM) {
      return c;
    }
    return caller.seesMasked() ? masked(listed(c)) : listed(c);
  }

  private static Customer listed(Customer c) {
    String name = Objects.requireNonNullElse(Mask.name(c.name()), "");
    List<String> phones =
        c.phones().stream().map(p -> Objects.requireNonNullElse(Mask.phone(p), "")).toList();
    return with(c, name, phones, c.address(), c.location());
  }

  private static Customer masked(Customer listed) {
    return with(listed, listed.name(), listed.phones(), Mask.words(listed.address()), null);
  }

  private static Customer with(
      Customer c,
      String name,
      List<String> phones,
      @Nullable String address,
      @Nullable Location location) {
    return new Customer(
        c.customerNo(),
        c.version(),
        name,
        phones,
        address,
        location,
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
