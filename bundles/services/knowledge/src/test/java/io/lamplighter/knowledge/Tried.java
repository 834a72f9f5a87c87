package io.lamplighter.knowledge;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.knowledge.Stock.Lesson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question that is tried.
 *
 * @param right the articles that answer it; empty when none does
 */
record Tried(String text, Set<String> right) {
  static final LocalDate DAY = LocalDate.of(2026, 11, 30);
  static final String PLACE = "330602";

  /** Questions that were written by the titles of the articles. */
  static final String BY_TITLE = "/questions.csv";

  /** Questions of other hands, from before there were articles. */
  static final String WRITTEN = "/written.csv";

  /** Further ones. */
  static final String LATER = "/later.csv";

  /** As those; read after the ways to ask had been written. */
  static final String LAST = "/unseen.csv";

  /** Of a hand that had seen the titles only: nothing was written, fitted or chosen by them. */
  static final String BLIND = "/blind.csv";

  static final List<String> FILES = List.of(BY_TITLE, WRITTEN, LATER, LAST, BLIND);

  /** Those by which weights and threshold were chosen. */
  static List<Tried> fitted() {
    List<Tried> all = new ArrayList<>(half(BY_TITLE, false));
    List.of(WRITTEN, LATER, LAST).forEach(file -> all.addAll(all(file)));
    return all;
  }

  /** Both halves. */
  static List<Tried> all(String file) {
    List<Tried> all = new ArrayList<>(half(file, false));
    all.addAll(half(file, true));
    return all;
  }

  /**
   * One half of a file.
   *
   * @param quoted whether it is the half that figures are quoted on, or the one they are fitted on
   */
  static List<Tried> half(String file, boolean quoted) {
    List<Tried> half = new ArrayList<>();
    boolean take = !quoted;
    for (DataFile.Line line : DataFile.load(null, Tried.class, file, "article,question").lines()) {
      if (take) {
        String right = line.field(0);
        half.add(
            new Tried(line.field(1), right.equals("none") ? Set.of() : Set.of(right.split("/"))));
      }
      take = !take;
    }
    return half;
  }

  /** The articles that ship, all in force. */
  static List<Edition> editions() {
    List<Edition> approved = new ArrayList<>();
    for (Content says : Shipped.read("33")) {
      String no = String.format(Locale.ROOT, "K%04d", approved.size() + 1);
      approved.add(edition(no, 1, says));
    }
    return approved;
  }

  static Map<String, String> titles(List<Edition> editions) {
    return editions.stream().collect(Collectors.toMap(Edition::no, one -> one.says().title().zh()));
  }

  /** All that ships. */
  static Stock shipped() {
    return stock(editions(), List.of());
  }

  /**
   * What is known of these articles, and what ships of that.
   *
   * @param more what editors have said besides
   */
  static Stock stock(List<Edition> approved, List<Lesson> more) {
    List<Lesson> lessons = new ArrayList<>(Said.load().of(titles(editions())));
    Shelf.notOurs().forEach(asked -> lessons.add(new Lesson(asked, null, "")));
    lessons.addAll(more);
    return new Stock(approved, approved, lessons, Words.load(), null);
  }

  static Edition edition(String no, int number, Content says) {
    return new Edition(
        no,
        number,
        ArticleState.APPROVED,
        says,
        List.of(Shipped.HOUSE),
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null);
  }
}
