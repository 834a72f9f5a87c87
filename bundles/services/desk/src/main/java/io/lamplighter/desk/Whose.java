package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tells whose a request is, and what of it somebody vouches for. What a person without a login
 * types, and what only stands in the words, anybody could have written: it finds a customer, but
 * moves nothing that is his alone.
 *
 * @param numberIsFound whether the number was only found in the words
 * @param vouched by what a customer may be known for sure: of {@code number}, {@code phone}, {@code
 *     address}
 */
record Whose(Clue clue, boolean phoneIsGiven, boolean numberIsFound, Set<String> vouched) {
  static final String NUMBER = "number";
  static final String PHONE = "phone";
  static final String ADDRESS = "address";

  /**
   * One answer for each, null where nobody is known. A phone on file goes before a found number.
   */
  static List<@Nullable Match> ask(Customers customers, List<Whose> all) {
    List<Clue> clues = new ArrayList<>(all.stream().map(Whose::clue).toList());
    List<Integer> byPhone = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Whose one = all.get(i);
      if (one.numberIsFound && one.phoneIsGiven) {
        byPhone.add(i);
        clues.add(new Clue(null, one.clue.phone(), null, one.clue.region()));
      }
    }
    List<@Nullable Match> found = customers.match(clues);
    List<@Nullable Match> matches = new ArrayList<>(found.subList(0, all.size()));
    for (int i = 0; i < byPhone.size(); i++) {
      Match match = found.get(all.size() + i);
      if (match != null) {
        matches.set(byPhone.get(i), match);
      }
    }
    return matches;
  }

  /** Whether who was found is vouched for. */
  boolean vouches(Match match) {
    return vouched.contains(match.by());
  }

  /**
   * Who was found, as far as he counts.
   *
   * @param shared whether neighbours share what he tells of: then his importance counts however he
   *     was found, since it is the hospital's light that is out
   */
  Match weighed(Match match, boolean shared) {
    if (!match.important() || shared || vouches(match)) {
      return match;
    }
    return new Match(
        match.customerNo(),
        match.by(),
        match.region(),
        false,
        match.cell(),
        match.transformer(),
        match.address(),
        match.customerClass(),
        match.servicePoint(),
        match.feeder());
  }
}
