package io.lamplighter.customers;

import io.lamplighter.api.Keys;
import io.lamplighter.api.Location;
import io.lamplighter.api.customers.Customer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of customers. */
final class CustomerTables {
  /** The customers that are new, and those that are not what they were. */
  record Stored(List<Customer> added, List<Customer> changed) {}

  private static final String COLUMNS =
      """
      select customer_no, version, name, phones, address, lon, lat, region, customer_class,
             important, cell, service_point, meter, transformer, feeder, tags
        from customers.customer
      """;

  private static final String UPSERT =
      """
      insert into customers.customer as c (customer_no, version, name, phones, phone_keys, address,
        place, lon, lat, region, customer_class, important, cell, service_point, meter,
        transformer, feeder, tags, told_at)
      select customer_no, 1, name, string_to_array(phones, ';'), string_to_array(phone_keys, ';'),
        address, place, lon, lat, region, customer_class, important, cell, service_point, meter,
        transformer, feeder, string_to_array(tags, ';'), told_at
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[],
          ?::float8[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::timestamptz[])
        as t (customer_no, name, phones, phone_keys, address, place, lon, lat, region,
          customer_class, important, cell, service_point, meter, transformer, feeder, tags,
          told_at)
       order by customer_no
      on conflict (customer_no) do update set
        version = c.version + 1, name = excluded.name, phones = excluded.phones,
        phone_keys = excluded.phone_keys, address = excluded.address, place = excluded.place,
        lon = excluded.lon, lat = excluded.lat, region = excluded.region,
        customer_class = excluded.customer_class, important = excluded.important,
        cell = excluded.cell, service_point = excluded.service_point, meter = excluded.meter,
        transformer = excluded.transformer, feeder = excluded.feeder, tags = excluded.tags,
        told_at = coalesce(excluded.told_at, c.told_at)
       where (c.told_at > excluded.told_at) is not true
         and (c.name, c.phones, c.address, c.lon, c.lat, c.region, c.customer_class, c.important,
              c.cell, c.service_point, c.meter, c.transformer, c.feeder, c.tags)
         is distinct from
             (excluded.name, excluded.phones, excluded.address, excluded.lon, excluded.lat,
              excluded.region, excluded.customer_class, excluded.important, excluded.cell,
              excluded.service_point, excluded.meter, excluded.transformer, excluded.feeder,
              excluded.tags)
      returning customer_no, version""";

  /** Who was told again, unchanged, is so from then on. */
  private static final String FRESHEN =
      """
      update customers.customer c set told_at = t.told_at
        from unnest(?::text[], ?::timestamptz[]) as t (customer_no, told_at)
       where c.customer_no = t.customer_no
         and (c.told_at is null or c.told_at < t.told_at)""";

  private final Connection connection;

  CustomerTables(Connection connection) {
    this.connection = connection;
  }

  /** Which of the numbers are known already, as customers outside the region. */
  Set<String> ofOtherRegions(Collection<String> numbers, String region) throws SQLException {
    Set<String> others = new HashSet<>();
    if (region.isEmpty()) {
      return others;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select customer_no from customers.customer"
                + " where customer_no = any (?) and not starts_with(region, ?)")) {
      statement.setArray(1, array(numbers, Function.identity()));
      statement.setString(2, region);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          others.add(row.getString(1));
        }
      }
    }
    return others;
  }

  /** Those that have one of these as their meter or as their number. */
  List<Customer> ofMeters(Collection<String> meters) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS
                + " where meter = any (?) union all "
                + COLUMNS
                + " where customer_no = any (?)")) {
      Array numbers = array(meters, Function.identity());
      statement.setArray(1, numbers);
      statement.setArray(2, numbers);
      return read(statement);
    }
  }

  private static List<Customer> read(PreparedStatement statement) throws SQLException {
    List<Customer> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(customer(row));
      }
    }
    return found;
  }

  /** Takes customers over; what is older than what is known of one changes nothing. */
  Stored store(Collection<Told> told) throws SQLException {
    Map<String, Customer> byNumber = new LinkedHashMap<>();
    told.forEach(one -> byNumber.put(one.customer().customerNo(), one.customer()));
    Collection<Customer> customers = byNumber.values();
    List<Customer> added = new ArrayList<>();
    List<Customer> changed = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      List<Function<Customer, @Nullable String>> columns =
          List.of(
              Customer::customerNo,
              Customer::name,
              c -> String.join(";", c.phones()),
              c -> String.join(";", c.phones().stream().map(Keys::phone).toList()),
              Customer::address,
              CustomerTables::place,
              c -> part(c, Location::lon),
              c -> part(c, Location::lat),
              Customer::region,
              Customer::customerClass,
              c -> Boolean.toString(c.important()),
              Customer::cell,
              Customer::servicePoint,
              Customer::meter,
              Customer::transformer,
              Customer::feeder,
              c -> String.join(";", c.tags()));
      for (int i = 0; i < columns.size(); i++) {
        statement.setArray(i + 1, array(customers, columns.get(i)));
      }
      statement.setArray(columns.size() + 1, array(told, CustomerTables::at));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Customer customer = byNumber.get(row.getString(1));
          if (customer != null) {
            (row.getLong(2) == 1 ? added : changed).add(customer);
          }
        }
      }
    }
    freshen(told.stream().filter(one -> one.at() != null).toList());
    return new Stored(added, changed);
  }

  private void freshen(List<Told> told) throws SQLException {
    if (told.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(FRESHEN)) {
      statement.setArray(1, array(told, one -> one.customer().customerNo()));
      statement.setArray(2, array(told, CustomerTables::at));
      statement.executeUpdate();
    }
  }

  private static @Nullable String at(Told told) {
    return told.at() == null ? null : told.at().toString();
  }

  Optional<Customer> get(String customerNo) throws SQLException {
    return list("where customer_no = ?", List.of(customerNo)).stream().findFirst();
  }

  /** Customers that meet the conditions, whose parameters are texts. */
  List<Customer> list(String conditions, List<String> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS + conditions)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      return read(statement);
    }
  }

  /** Customers of any of the numbers, phones or places. */
  List<Customer> anyOf(
      Collection<String> numbers, Collection<String> phones, Collection<String> places)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS
                + """
                where customer_no in (
                  select customer_no from customers.customer where customer_no = any (?)
                  union select customer_no from customers.customer where phone_keys && ?
                  union select customer_no from customers.customer where place = any (?))""")) {
      statement.setArray(1, array(numbers, Function.identity()));
      statement.setArray(2, array(phones, Function.identity()));
      statement.setArray(3, array(places, Function.identity()));
      return read(statement);
    }
  }

  private static Customer customer(ResultSet row) throws SQLException {
    double lon = row.getDouble(6);
    Location location = row.wasNull() ? null : new Location(lon, row.getDouble(7));
    return new Customer(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        List.of((String[]) row.getArray(4).getArray()),
        row.getString(5),
        location,
        row.getString(8),
        row.getString(9),
        row.getBoolean(10),
        row.getString(11),
        row.getString(12),
        row.getString(13),
        row.getString(14),
        row.getString(15),
        new TreeSet<>(List.of((String[]) row.getArray(16).getArray())));
  }

  private static @Nullable String place(Customer customer) {
    String address = customer.address();
    String key = address == null ? "" : Keys.address(address);
    return key.isEmpty() ? null : key;
  }

  private static @Nullable String part(Customer customer, Function<Location, Double> of) {
    Location at = customer.location();
    return at == null ? null : of.apply(at).toString();
  }

  private <T> Array array(Collection<? extends T> values, Function<T, @Nullable String> text)
      throws SQLException {
    @Nullable Object[] texts = new @Nullable Object[values.size()];
    int i = 0;
    for (T value : values) {
      texts[i++] = text.apply(value);
    }
    return connection.createArrayOf("text", texts);
  }
}
