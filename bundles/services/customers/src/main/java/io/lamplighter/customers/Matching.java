package io.lamplighter.customers;

import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.kit.personal.Keys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds who is meant, for many clues by one query; rather nobody than the wrong one. */
final class Matching {
  private Matching() {}

  static List<@Nullable Match> match(Connection connection, List<Clue> clues) throws SQLException {
    Collection<String> numbers = new TreeSet<>();
    Collection<String> phones = new TreeSet<>();
    Collection<String> places = new TreeSet<>();
    for (Clue clue : clues) {
      add(numbers, clue.customerNo());
      add(phones, phone(clue));
      add(places, place(clue));
    }
    List<@Nullable Match> matches = new ArrayList<>(clues.size());
    if (numbers.isEmpty() && phones.isEmpty() && places.isEmpty()) {
      clues.forEach(clue -> matches.add(null));
      return matches;
    }
    List<Customer> known = new CustomerTables(connection).anyOf(numbers, phones, places);
    for (Clue clue : clues) {
      matches.add(match(clue, known));
    }
    return matches;
  }

  /** What would lead to these customers. */
  static List<Clue> clues(Connection connection, Collection<String> numbers) throws SQLException {
    List<Clue> clues = new ArrayList<>();
    for (Customer c : new CustomerTables(connection).anyOf(numbers, List.of(), List.of())) {
      if (c.phones().isEmpty()) {
        clues.add(new Clue(c.customerNo(), null, c.address(), c.region()));
      }
      for (String phone : c.phones()) {
        clues.add(new Clue(c.customerNo(), phone, c.address(), c.region()));
      }
    }
    return clues;
  }

  static List<@Nullable Match> matchMeters(Connection connection, List<String> meters)
      throws SQLException {
    List<Customer> known = new CustomerTables(connection).ofMeters(meters);
    Map<String, Customer> byNumber = new HashMap<>();
    Map<String, Customer> byMeter = new HashMap<>();
    for (Customer customer : known) {
      byNumber.put(customer.customerNo(), customer);
      if (customer.meter() != null) {
        byMeter.put(customer.meter(), customer);
      }
    }
    List<@Nullable Match> matches = new ArrayList<>(meters.size());
    for (String meter : meters) {
      Customer customer = byMeter.getOrDefault(meter, byNumber.get(meter));
      matches.add(customer == null ? null : match(customer, "meter"));
    }
    return matches;
  }

  private static @Nullable Match match(Clue clue, List<Customer> known) {
    Match byNumber = only(known, c -> c.customerNo().equals(clue.customerNo()), "number");
    if (byNumber != null) {
      return byNumber;
    }
    String phone = phone(clue);
    if (phone != null) {
      Match byPhone =
          only(known, c -> c.phones().stream().map(Keys::phone).anyMatch(phone::equals), "phone");
      if (byPhone != null) {
        return byPhone;
      }
    }
    String place = place(clue);
    if (place == null) {
      return null;
    }
    String region = clue.region() == null ? "" : clue.region();
    return only(
        known,
        c -> c.region().startsWith(region) && place.equals(Keys.address(address(c))),
        "address");
  }

  private static @Nullable Match only(List<Customer> known, Predicate<Customer> meant, String by) {
    List<Customer> found = known.stream().filter(meant).limit(2).toList();
    if (found.size() != 1) {
      return null;
    }
    return match(found.get(0), by);
  }

  private static Match match(Customer c, String by) {
    return new Match(
        c.customerNo(),
        by,
        c.region(),
        c.important(),
        c.cell(),
        c.transformer(),
        c.address(),
        c.customerClass(),
        c.servicePoint(),
        c.feeder());
  }

  private static String address(Customer customer) {
    return customer.address() == null ? "" : customer.address();
  }

  private static @Nullable String phone(Clue clue) {
    return clue.phone() == null ? null : emptyToNull(Keys.phone(clue.phone()));
  }

  private static @Nullable String place(Clue clue) {
    return clue.address() == null ? null : emptyToNull(Keys.address(clue.address()));
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static void add(Collection<String> to, @Nullable String value) {
    if (value != null) {
      to.add(value);
    }
  }
}
