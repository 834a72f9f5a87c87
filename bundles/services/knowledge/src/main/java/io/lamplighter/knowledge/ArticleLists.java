package io.lamplighter.knowledge;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.knowledge.ArticleTables.Whole;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists of articles and of their editions. */
final class ArticleLists {
  /** So many of those that are found by words are looked at. */
  private static final int FOUND = 200;

  private final Tools tools;
  private final Supplier<Stock> stock;

  ArticleLists(Tools tools, Supplier<Stock> stock) {
    this.tools = tools;
    this.stock = stock;
  }

  /**
   * Which articles; what is null matches all.
   *
   * @param region prefix
   */
  record Wanted(@Nullable ArticleState state, @Nullable Topic topic, @Nullable String region) {
    boolean fits(Edition edition) {
      return (state == null || state == edition.state())
          && (topic == null || topic == edition.says().topic())
          && (region == null || edition.says().region().startsWith(region));
    }
  }

  /**
   * Newest first.
   *
   * @param before seq of the last on the page before
   */
  Page<ArticleView> list(Caller caller, Wanted wanted, @Nullable Long before, int limit) {
    caller.require(Role.values());
    return tools
        .work()
        .call(
            t -> {
              ArticleTables tables = new ArticleTables(t.connection());
              List<Whole> found =
                  tables.list(
                      caller.region(),
                      wanted.state(),
                      wanted.topic(),
                      wanted.region(),
                      before,
                      limit + 1);
              Page<Whole> page = Page.cut(found, limit, last -> Long.toString(last.head().seq()));
              return new Page<>(views(tables, page.items()), page.next());
            });
  }

  /** Those that have words of the text, or its number, best first; all on one page. */
  Page<ArticleView> search(Caller caller, Wanted wanted, String text, int limit) {
    caller.require(Role.values());
    String number = text.strip().toUpperCase(Locale.ROOT);
    List<String> numbers =
        number.matches("K\\d{4,}") ? List.of(number) : stock.get().search(text, FOUND);
    Map<String, Integer> places = new HashMap<>();
    numbers.forEach(no -> places.put(no, places.size()));
    return tools
        .work()
        .call(
            t -> {
              ArticleTables tables = new ArticleTables(t.connection());
              List<Whole> found =
                  tables.all(numbers).stream()
                      .filter(one -> Articles.mayRead(caller, one.head().region()))
                      .filter(one -> wanted.fits(one.newest()))
                      .sorted(
                          Comparator.comparing(
                              one -> Objects.requireNonNull(places.get(one.head().no()))))
                      .limit(limit)
                      .toList();
              return Page.all(views(tables, found));
            });
  }

  ArticleView view(Whole found) {
    return tools.work().call(t -> views(new ArticleTables(t.connection()), List.of(found)).get(0));
  }

  private List<ArticleView> views(ArticleTables tables, List<Whole> found) throws SQLException {
    LocalDate today = tools.day(tools.now());
    Map<String, List<Edition>> approved =
        tables.approved(found.stream().map(one -> one.head().no()).toList());
    return found.stream()
        .map(
            one ->
                ArticleView.of(
                    one,
                    Stock.inForce(approved.getOrDefault(one.head().no(), List.of()), today)
                        .orElse(null)))
        .toList();
  }

  /**
   * Newest first.
   *
   * @param before the last on the page before
   */
  Page<EditionView> editions(Caller caller, String no, int before, int limit) {
    caller.require(Role.values());
    List<Edition> found =
        tools
            .work()
            .call(
                t -> {
                  ArticleTables tables = new ArticleTables(t.connection());
                  Whole article = tables.find(no, false);
                  if (article == null || !Articles.mayRead(caller, article.head().region())) {
                    throw Articles.unknown();
                  }
                  return tables.editions(no, before, limit + 1);
                });
    return Page.cut(found, limit, last -> Integer.toString(last.edition())).map(EditionView::of);
  }
}
