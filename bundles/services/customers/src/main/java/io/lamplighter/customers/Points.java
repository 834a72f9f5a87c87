package io.lamplighter.customers;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.CsvImport.BadLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where one customer of a file meets the network, and no other: a meter or service point that two
 * have would send its events and its work to the wrong one.
 */
final class Points {
  /** So many customers' lines are remembered, the newest: further apart, numbers must do. */
  private static final int MOST = 50_000;

  /** What of a customer nobody else may have, by its column. */
  private static final Map<String, Function<Customer, @Nullable String>> KINDS =
      Map.of("meter", Customer::meter, "servicePoint", Customer::servicePoint);

  private final Caller caller;

  /** By customer, which line of this file he was taken from. */
  private final Map<String, Long> taken =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  Points(Caller caller) {
    this.caller = caller;
  }

  static List<String> of(Collection<Told> told, Function<Customer, @Nullable String> kind) {
    return told.stream().map(Told::customer).map(kind).filter(Objects::nonNull).toList();
  }

  /**
   * Takes out of some lines' customers those who want what somebody else has, beside them or among
   * them; what is wrong with their lines.
   *
   * @param told by number, in the order of the lines
   * @param lines by number
   * @param known who is known of them, and who has what they want
   */
  List<BadLine> refuse(Map<String, Told> told, Map<String, Long> lines, List<Told> known) {
    List<BadLine> bad = new ArrayList<>();
    Optional<BadLine> next = first(told, lines, known);
    while (next.isPresent()) {
      bad.add(next.get());
      next = first(told, lines, known);
    }
    return bad;
  }

  /** Takes out the first. Who is refused keeps what he had, so all of it is looked at anew. */
  private Optional<BadLine> first(
      Map<String, Told> told, Map<String, Long> lines, List<Told> known) {
    Map<String, Customer> holders = new HashMap<>();
    List<String> passedOver = new ArrayList<>();
    for (Told one : known) {
      String number = one.customer().customerNo();
      Told now = told.get(number);
      if (now == null || now.isOlderThan(one)) {
        passedOver.add(number);
        KINDS.forEach((column, of) -> hold(holders, column, one.customer()));
      }
    }
    for (Told one : told.values()) {
      String number = one.customer().customerNo();
      if (passedOver.contains(number)) {
        continue;
      }
      long line = lines.getOrDefault(number, 0L);
      Optional<FieldError> fault = fault(one.customer(), holders);
      if (fault.isPresent()) {
        told.remove(number);
        taken.remove(number);
        return fault.map(error -> new BadLine(line, error));
      }
      taken.put(number, line);
    }
    return Optional.empty();
  }

  /** Whether somebody else has what the customer wants; else he has it. */
  private Optional<FieldError> fault(Customer customer, Map<String, Customer> holders) {
    for (String column : KINDS.keySet()) {
      Customer holder = hold(holders, column, customer);
      if (holder != null) {
        return Optional.of(fault(column, holder));
      }
    }
    return Optional.empty();
  }

  /** Who has it already, if not he. */
  private static @Nullable Customer hold(
      Map<String, Customer> holders, String column, Customer customer) {
    String value = Objects.requireNonNull(KINDS.get(column)).apply(customer);
    return value == null ? null : holders.putIfAbsent(column + " " + value, customer);
  }

  private FieldError fault(String column, Customer holder) {
    if (!caller.covers(holder.region())) {
      return FieldError.of(column, "is of a customer of another region", "已属于其他区域的客户");
    }
    Long line = taken.get(holder.customerNo());
    String en = line == null ? "" : ", see line " + line;
    String zh = line == null ? "" : "，见第 " + line + " 行";
    return FieldError.of(
        column,
        "is of customer " + holder.customerNo() + " already" + en,
        "已属于客户 " + holder.customerNo() + zh);
  }
}
