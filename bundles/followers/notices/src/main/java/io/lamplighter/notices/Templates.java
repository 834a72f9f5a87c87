package io.lamplighter.notices;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.data.DataFile.Line;
import io.lamplighter.kit.text.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What customers are told of each event (data: templates.csv). */
final class Templates {
  private static final String COLUMNS = "event,channel,when,answer,zh,en";
  private static final String ANY = "*";
  private static final String NOTHING = "-";
  private static final Set<String> NAMES = Set.of("no", "from", "to", "link", "answer");

  /** In brackets: said only when there is a link. */
  private static final Pattern WITH_LINK = Pattern.compile("\\[([^\\[\\]]*\\{link}[^\\[\\]]*)]");

  private static final String SCORE = "score";

  /** In place of a line that asks, for those who are not asked. */
  private static final String NOT_ASKED = "not-asked";

  /** What is told besides what happens to requests: whom visits have asked by a text of its own. */
  static final String ASKED = "visit.asked";

  /** And enquirers whom the house answers at once. */
  static final String ANSWERED = "answer.given";

  private static final Set<String> OTHERS = Set.of(ASKED, ANSWERED);

  private final List<Template> templates;

  /**
   * One line of it.
   *
   * @param atNight whether it is said in the quiet hours too
   * @param asksForScore whether a bare 1 to 5 answers it
   * @param notAsked whether it is for those who are not asked, in place of a line that asks
   * @param words null when nothing is to be said
   */
  record Template(
      String event,
      String channel,
      boolean atNight,
      boolean asksForScore,
      boolean notAsked,
      Optional<Text> words) {
    /** Whether it leads the customer to the page of his request. */
    boolean leads() {
      return has("{link}");
    }

    /** Whether it says what an enquirer is answered. */
    boolean answers() {
      return has("{answer}");
    }

    private boolean has(String name) {
      return words.stream().anyMatch(text -> (text.en() + text.zh()).contains(name));
    }

    /** The words, with what stands for each name in them. */
    Optional<Text> filled(Map<String, String> values) {
      return words.map(text -> new Text(fill(text.en(), values), fill(text.zh(), values)));
    }

    private static String fill(String text, Map<String, String> values) {
      String link = values.getOrDefault("link", "");
      String words = WITH_LINK.matcher(text).replaceAll(link.isEmpty() ? "" : "$1");
      return Names.fill(words, name -> values.getOrDefault(name, ""));
    }
  }

  private Templates(List<Template> templates) {
    this.templates = templates;
  }

  /**
   * @param own the folder of the company's own files; where they have no words for those who are
   *     not asked, or are answered at once, the shipped ones are said
   */
  static Templates load(Path own) {
    List<Template> lines = new ArrayList<>(of(file(own)).templates);
    // A company's own may be from before there was anybody who is not asked, or is answered.
    boolean answers = lines.stream().anyMatch(line -> line.event().equals(ANSWERED));
    for (Template one : of(file(null)).templates) {
      boolean asks =
          lines.stream().anyMatch(line -> line.asksForScore() && line.event().equals(one.event()));
      if ((one.notAsked() && asks) || (one.event().equals(ANSWERED) && !answers)) {
        lines.add(one);
      }
    }
    return new Templates(List.copyOf(lines));
  }

  private static DataFile file(@Nullable Path own) {
    return DataFile.load(own, Templates.class, "/templates.csv", COLUMNS);
  }

  static Templates parse(String name, String text) {
    return of(DataFile.parse(name, text, COLUMNS));
  }

  private static Templates of(DataFile file) {
    return new Templates(file.lines().stream().map(Templates::template).toList());
  }

  private static Template template(Line line) {
    if (!line.field(0).startsWith("request.") && !OTHERS.contains(line.field(0))) {
      throw line.wrong(
          "event is a type of journal entry about a request, " + ASKED + " or " + ANSWERED);
    }
    if (!Set.of("any", "day").contains(line.field(2))) {
      throw line.wrong("when is any or day");
    }
    if (!Set.of(SCORE, NOT_ASKED, NOTHING).contains(line.field(3))) {
      throw line.wrong("answer is score, not-asked or -");
    }
    for (int column = 4; column <= 5; column++) {
      for (String name : Names.in(line.field(column))) {
        if (!NAMES.contains(name)) {
          throw line.wrong("there is no {" + name + "}");
        }
      }
    }
    boolean silent = line.field(4).equals(NOTHING);
    if (silent != line.field(5).equals(NOTHING)) {
      throw line.wrong("is said in one language only");
    }
    return new Template(
        line.field(0),
        line.field(1),
        line.field(2).equals("any"),
        line.field(3).equals(SCORE),
        line.field(3).equals(NOT_ASKED),
        silent ? Optional.empty() : Optional.of(new Text(line.field(5), line.field(4))));
  }

  /** The types of entries that anybody is told of. */
  Set<String> events() {
    Set<String> events = new TreeSet<>();
    templates.forEach(template -> events.add(template.event()));
    return events;
  }

  /** What is said of an event to those who came on a channel; empty when nothing is. */
  Optional<Template> of(String event, String channel) {
    return first(event, channel, false);
  }

  /** What is said instead to those who are not asked how it was; empty when nothing is. */
  Optional<Template> notAsking(String event, String channel) {
    return first(event, channel, true);
  }

  private Optional<Template> first(String event, String channel, boolean notAsked) {
    return templates.stream()
        .filter(one -> one.event().equals(event) && one.notAsked() == notAsked)
        .filter(one -> one.channel().equals(channel) || one.channel().equals(ANY))
        .findFirst()
        .filter(one -> one.words().isPresent());
  }
}
