package io.lamplighter.customers;

import io.lamplighter.api.Location;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes customers over into their table, many at once. */
final class TakeOver {
  /** The customers that are new, and those that are not what they were. */
  record Stored(List<Customer> added, List<Customer> changed) {}

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

  TakeOver(Connection connection) {
    this.connection = connection;
  }

  /** Takes customers over; what is older than what is known of one changes nothing. */
  Stored store(Collection<Told> told) throws SQLException {
    Map<String, Customer> byNumber = new LinkedHashMap<>();
    told.forEach(one -> byNumber.put(one.customer().customerNo(), one.customer()));
    Collection<Customer> customers = byNumber.values();
    List<Customer> added = new ArrayList<>();
    List<Customer> changed = new ArrayList<>();
    Sql upsert = new Sql(connection, UPSERT);
    List<Function<Customer, @Nullable String>> columns =
        List.of(
            Customer::customerNo,
            Customer::name,
            c -> String.join(";", c.phones()),
            c -> String.join(";", c.phones().stream().map(Keys::phone).toList()),
            Customer::address,
            TakeOver::place,
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
    columns.forEach(column -> upsert.array(customers, column));
    upsert
        .array(told, TakeOver::at)
        .each(
            row -> {
              Customer customer = byNumber.get(row.text());
              if (customer != null) {
                (row.number() == 1 ? added : changed).add(customer);
              }
            });
    freshen(told.stream().filter(one -> one.at() != null).toList());
    return new Stored(added, changed);
  }

  private void freshen(List<Told> told) throws SQLException {
    if (told.isEmpty()) {
      return;
    }
    new Sql(connection, FRESHEN)
        .array(told, one -> one.customer().customerNo())
        .array(told, TakeOver::at)
        .run();
  }

  private static @Nullable String at(Told told) {
    return told.at() == null ? null : told.at().toString();
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
}
