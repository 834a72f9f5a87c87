package io.lamplighter.api.customers;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.CsvImport;
import java.io.Reader;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The customers. Looking at one is written to the journal. */
@ProviderType
public interface Customers {
  /**
   * @throws io.lamplighter.api.Refusal.NotFound {@code customer.unknown}, also for one of another
   *     region
   */
  Customer get(Caller caller, String customerNo);

  /**
   * Customers of the caller's region by number.
   *
   * @param q part of the number, a phone, or part of name or address; null for all
   */
  Page<Customer> find(
      Caller caller,
      @Nullable String q,
      @Nullable String region,
      @Nullable String after,
      int limit);

  /**
   * Adds and updates customers from CSV; the number is the identity. Needs the role integrator or
   * administrator; lines of other regions than the caller's are bad lines.
   */
  CsvImport.Report importCsv(Caller caller, Reader csv);

  /**
   * Finds who is meant: by number, else by phone, else by address within the region; each only when
   * it is unambiguous. One answer for each clue, in order, null where nobody was found. Asked
   * before a transaction begins, since the answer may come from another system.
   */
  List<@Nullable Match> match(List<Clue> clues);

  /**
   * By what these customers would be found: a clue for each phone, one without a phone for a
   * customer who has none; unknown numbers are left out.
   */
  List<Clue> clues(Collection<String> customerNos);

  /**
   * Finds whose meters these are: by the meter's number, else by the customer's, under which many
   * report. One answer for each, in order, null where nobody was found.
   */
  List<@Nullable Match> matchMeters(List<String> meters);

  /** What is known of a caller. */
  record Clue(
      @Nullable String customerNo,
      @Nullable String phone,
      @Nullable String address,
      @Nullable String region) {}

  /**
   * Who it is.
   *
   * @param by {@code number}, {@code phone}, {@code address} or {@code meter}
   * @param customerClass as in {@link Customer}
   * @param feeder the line that feeds him
   */
  record Match(
      String customerNo,
      String by,
      String region,
      boolean important,
      @Nullable String cell,
      @Nullable String transformer,
      @Nullable String address,
      @Nullable String customerClass,
      @Nullable String servicePoint,
      @Nullable String feeder) {
    public Match(
        String customerNo,
        String by,
        String region,
        boolean important,
        @Nullable String cell,
        @Nullable String transformer,
        @Nullable String address) {
      this(customerNo, by, region, important, cell, transformer, address, null, null, null);
    }
  }
}
