package io.lamplighter.customers;

import io.lamplighter.api.customers.Customer;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the table of customers. */
final class CustomerTables {
  private static final String COLUMNS =
      """
      select customer_no, version, name, phones, address, lon, lat, region, customer_class,
             important, cell, service_point, meter, transformer, feeder, tags
        from customers.customer
      """;

  private static final String KNOWN =
      """
      select customer_no, version, name, phones, address, lon, lat, region, customer_class,
             important, cell, service_point, meter, transformer, feeder, tags, told_at
        from customers.customer
       where customer_no in (
         select customer_no from customers.customer where customer_no = any (?)
         union select customer_no from customers.customer where meter = any (?)
         union select customer_no from customers.customer where service_point = any (?))
       order by customer_no""";

  private final Connection connection;

  CustomerTables(Connection connection) {
    this.connection = connection;
  }

  /** Which of the numbers are known already, as customers outside the region. */
  Set<String> ofOtherRegions(Collection<String> numbers, String region) throws SQLException {
    if (region.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        new Sql(
                connection,
                "select customer_no from customers.customer"
                    + " where customer_no = any (?) and not starts_with(region, ?)")
            .array(numbers)
            .with(region)
            .list(Row::text));
  }

  /** Nobody else brings customers in until the transaction ends. */
  void holdOthers() throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(hashtext('customers.customer'))").call();
  }

  /** These customers, and those who have one of the meters or service points. */
  List<Told> known(
      Collection<String> numbers, Collection<String> meters, Collection<String> servicePoints)
      throws SQLException {
    return new Sql(connection, KNOWN)
        .array(numbers)
        .array(meters)
        .array(servicePoints)
        .list(CustomerTables::told);
  }

  /** Those that have one of these as their meter or as their number. */
  List<Customer> ofMeters(Collection<String> meters) throws SQLException {
    return new Sql(
            connection,
            COLUMNS
                + " where meter = any (?) union all "
                + COLUMNS
                + " where customer_no = any (?)")
        .array(meters)
        .array(meters)
        .list(CustomerTables::customer);
  }

  Optional<Customer> get(String customerNo) throws SQLException {
    return list("where customer_no = ?", List.of(customerNo)).stream().findFirst();
  }

  /** Customers that meet the conditions, whose parameters are texts. */
  List<Customer> list(String conditions, List<String> parameters) throws SQLException {
    return new Sql(connection, COLUMNS + conditions)
        .with(parameters.toArray())
        .list(CustomerTables::customer);
  }

  /** Customers of any of the numbers, phones or places. */
  List<Customer> anyOf(
      Collection<String> numbers, Collection<String> phones, Collection<String> places)
      throws SQLException {
    return new Sql(
            connection,
            COLUMNS
                + """
                where customer_no in (
                  select customer_no from customers.customer where customer_no = any (?)
                  union select customer_no from customers.customer where phone_keys && ?
                  union select customer_no from customers.customer where place = any (?))""")
        .array(numbers)
        .array(phones)
        .array(places)
        .list(CustomerTables::customer);
  }

  private static Told told(Row row) throws SQLException {
    Customer customer = customer(row);
    Instant at = row.maybeTime();
    return new Told(customer, at == null ? null : at.atOffset(ZoneOffset.UTC));
  }

  private static Customer customer(Row row) throws SQLException {
    return new Customer(
        row.text(),
        row.number(),
        row.text(),
        row.texts(),
        row.maybeText(),
        row.maybeLocation(),
        row.text(),
        row.text(),
        row.is(),
        row.maybeText(),
        row.maybeText(),
        row.maybeText(),
        row.maybeText(),
        row.maybeText(),
        new TreeSet<>(row.texts()));
  }
}
