package io.lamplighter.knowledge;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.knowledge.Stock.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known, in memory: made anew from the tables whenever they say something else. */
final class Shelf implements Supplier<Stock> {
  private final Words words;
  private final List<Lesson> notOurs;
  private final Said said = Said.load();
  private volatile Stock stock;
  private @Nullable String mark;

  Shelf(Words words) {
    this.words = words;
    this.notOurs = notOurs().stream().map(asked -> new Lesson(asked, null, "")).toList();
    this.stock = new Stock(List.of(), List.of(), notOurs, words, null);
  }

  /** What no article answers, as it ships. */
  static List<String> notOurs() {
    return DataFile.load(null, Shelf.class, "/knowledge/not-ours.csv", "asked").lines().stream()
        .map(line -> line.field(0))
        .toList();
  }

  private record Read(
      String mark, List<Edition> approved, List<Edition> newest, List<Lesson> lessons) {}

  /** Whoever asks meanwhile is answered by what was known before. */
  void look(UnitOfWork work) {
    String known = mark;
    Read read =
        work.find(
            t -> {
              ArticleTables articles = new ArticleTables(t.connection());
              String now = articles.mark();
              return now.equals(known)
                  ? null
                  : new Read(
                      now,
                      articles.approved(),
                      articles.newest(),
                      new GapTables(t.connection()).lessons());
            });
    if (read != null) {
      List<Lesson> lessons = new ArrayList<>(notOurs);
      lessons.addAll(said.of(read.approved()));
      lessons.addAll(read.lessons());
      stock = new Stock(read.approved(), read.newest(), lessons, words, stock);
      mark = read.mark();
    }
  }

  @Override
  public Stock get() {
    return stock;
  }

  Words words() {
    return words;
  }
}
