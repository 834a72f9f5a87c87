package io.lamplighter.knowledge;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.knowledge.Stock.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known, in memory: made anew from the tables whenever they say something else. */
final class Shelf implements Supplier<Stock> {
  private final Words words;
  private final List<Lesson> notOurs;
  private final Said said = Said.load();
  private final Stock empty;
  private volatile Stock stock;
  private @Nullable String mark;

  Shelf(Words words) {
    this.words = words;
    this.notOurs = notOurs().stream().map(asked -> new Lesson(asked, null, "")).toList();
    this.empty = new Stock(List.of(), List.of(), List.of(), words, null);
    this.stock = empty;
  }

  /** What no article answers, as it ships. */
  static List<String> notOurs() {
    return DataFile.load(null, Shelf.class, "/knowledge/not-ours.csv", "asked").lines().stream()
        .map(line -> line.field(0))
        .toList();
  }

  private record Read(
      String mark,
      List<Edition> approved,
      List<Edition> newest,
      Map<String, String> laid,
      List<Lesson> lessons) {}

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
                      articles.laid(),
                      new GapTables(t.connection()).lessons());
            });
    if (read != null) {
      List<Lesson> lessons = new ArrayList<>(notOurs);
      lessons.addAll(said.of(read.laid()));
      lessons.addAll(read.lessons());
      stock = new Stock(read.approved(), read.newest(), lessons, words, stock);
      mark = read.mark();
    }
  }

  @Override
  public Stock get() {
    return stock;
  }

  /**
   * To answer from.
   *
   * @throws Refusal.Unavailable as long as nothing has been read: what is not there yet is no gap
   */
  Stock filled() {
    if (stock == empty) {
      throw new Refusal.Unavailable(
          new Text("What is known is being read", "知识正在载入"),
          new IllegalStateException("nothing was read yet"));
    }
    return stock;
  }

  Words words() {
    return words;
  }
}
