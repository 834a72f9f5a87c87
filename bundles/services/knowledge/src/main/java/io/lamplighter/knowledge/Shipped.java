package io.lamplighter.knowledge;

import io.lamplighter.api.Text;
import io.lamplighter.api.knowledge.ArticleFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The articles that ship: a beginning, laid into tables that have none, as approved by the house.
 * What holds in general; a company writes on from there.
 */
final class Shipped {
  /** Who wrote and approved them. */
  static final String HOUSE = Caller.system(Tools.SOURCE).actor();

  private static final String FILE = "/knowledge/articles.txt";

  /** They hold since before anybody asks. */
  private static final LocalDate ALWAYS = LocalDate.of(2024, 6, 1);

  private final Tools tools;

  Shipped(Tools tools) {
    this.tools = tools;
  }

  /** Lays them, unless there is any article. */
  void lay() {
    tools
        .work()
        .run(
            t -> {
              ArticleTables tables = new ArticleTables(t.connection());
              if (tables.countAlone() > 0) {
                return;
              }
              Instant now = tools.now();
              for (Content says : read(tools.house().region())) {
                String no = tables.begin(says, ArticleState.APPROVED, HOUSE, now);
                tables.judged(no, 1, ArticleState.APPROVED, HOUSE, now, null);
                ArticleFact.About about =
                    new ArticleFact.About(1, says.topic().wire(), says.digest());
                tools.tell(t, new ArticleFact.Approved(about, null), no, says.region(), HOUSE);
              }
              t.afterCommit(tools.changed());
            });
  }

  /**
   * @param region for which they hold
   * @throws IllegalStateException naming the line of a mistake
   */
  static List<Content> read(String region) {
    try (InputStream in = Shipped.class.getResourceAsStream(FILE)) {
      return new Reader(region).all(Utf8.text(Objects.requireNonNull(in, FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lines of a word and what it says: {@code source} and {@code words} name a source, and words,
   * for those below; {@code article} begins one; a word that comes again says a further paragraph,
   * or way to ask.
   */
  private static final class Reader {
    private final String region;
    private final Map<String, Text> sources = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, List<String>> said = new HashMap<>();
    private final List<Content> articles = new ArrayList<>();

    Reader(String region) {
      this.region = region;
    }

    List<Content> all(String file) {
      int number = 0;
      for (String line : file.split("\n")) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        int blank = line.indexOf(' ');
        if (blank < 0) {
          throw new IllegalStateException(FILE + " line " + number + " says nothing");
        }
        try {
          take(line.substring(0, blank), line.substring(blank + 1).strip());
        } catch (IllegalArgumentException e) {
          throw new IllegalStateException(FILE + " line " + number + ": " + e.getMessage(), e);
        }
      }
      finish();
      return articles;
    }

    private void take(String word, String rest) {
      switch (word) {
        case "source" -> {
          String[] parts = rest.split(" \\| ");
          sources.put(parts[0], new Text(parts[2], parts[1]));
        }
        case "words" -> {
          int name = rest.indexOf(' ');
          words.put("{" + rest.substring(0, name) + "}", rest.substring(name + 1));
        }
        case "article" -> {
          finish();
          said.put("topic", List.of(rest));
        }
        case "owner", "by", "title.zh", "title.en", "text.zh", "text.en" ->
            said.computeIfAbsent(word, w -> new ArrayList<>()).add(rest);
        case "asked" ->
            said.computeIfAbsent(word, w -> new ArrayList<>()).addAll(List.of(rest.split(" \\| ")));
        case "way" -> said.computeIfAbsent("asked", w -> new ArrayList<>()).add(spelt(rest));
        default -> throw new IllegalArgumentException(word + " is no word of it");
      }
    }

    private String spelt(String way) {
      String spelt = way;
      for (Map.Entry<String, String> one : words.entrySet()) {
        spelt = spelt.replace(one.getKey(), one.getValue());
      }
      return spelt;
    }

    private void finish() {
      if (said.isEmpty()) {
        return;
      }
      Text source = sources.get(one("by"));
      if (source == null) {
        throw new IllegalArgumentException("nobody says the source " + one("by"));
      }
      Content says =
          new Content(
              Topic.ofWire(one("topic")).orElseThrow(IllegalArgumentException::new),
              region,
              one("owner"),
              new Text(one("title.en"), one("title.zh")),
              new Text(paragraphs("text.en"), paragraphs("text.zh")),
              said.getOrDefault("asked", List.of()),
              source,
              ALWAYS,
              null);
      ArticleBody.whole(says);
      articles.add(says);
      said.clear();
    }

    private String one(String word) {
      @Nullable List<String> lines = said.get(word);
      if (lines == null || lines.size() != 1) {
        throw new IllegalArgumentException("each article above needs " + word + " once");
      }
      return lines.get(0);
    }

    private String paragraphs(String word) {
      return String.join("\n\n", said.getOrDefault(word, List.of()));
    }
  }
}
