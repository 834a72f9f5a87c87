package io.lamplighter.notices;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.data.DataFile.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What customers are told of each event (data: templates.csv). */
final class Templates {
  private static final String COLUMNS = "event,channel,when,answer,zh,en";
  private static final String ANY = "*";
  private static final String NOTHING = "-";
  private static final Set<String> NAMES = Set.of("no", "from", "to");
  private static final Pattern NAME = Pattern.compile("\\{([^}]*)}");

  private final List<Template> templates;

  /**
   * One line of it.
   *
   * @param atNight whether it is said in the quiet hours too
   * @param asksForScore whether a bare 1 to 5 answers it
   * @param words null when nothing is to be said
   */
  record Template(
      String event, String channel, boolean atNight, boolean asksForScore, Optional<Text> words) {
    /** The words, with what stands for each name in them. */
    Optional<Text> filled(Map<String, String> values) {
      return words.map(text -> new Text(fill(text.en(), values), fill(text.zh(), values)));
    }

    private static String fill(String text, Map<String, String> values) {
      String filled = text;
      for (Map.Entry<String, String> value : values.entrySet()) {
        filled = filled.replace("{" + value.getKey() + "}", value.getValue());
      }
      return filled;
    }
  }

  private Templates(List<Template> templates) {
    this.templates = templates;
  }

  /**
   * @param own the folder of the company's own files
   */
  static Templates load(Path own) {
    return of(DataFile.load(own, Templates.class, "/templates.csv", COLUMNS));
  }

  static Templates parse(String name, String text) {
    return of(DataFile.parse(name, text, COLUMNS));
  }

  private static Templates of(DataFile file) {
    return new Templates(file.lines().stream().map(Templates::template).toList());
  }

  private static Template template(Line line) {
    if (!line.field(0).startsWith("request.")) {
      throw line.wrong("event is a type of journal entry about a request");
    }
    if (!Set.of("any", "day").contains(line.field(2))) {
      throw line.wrong("when is any or day");
    }
    if (!Set.of("score", NOTHING).contains(line.field(3))) {
      throw line.wrong("answer is score or -");
    }
    for (int column = 4; column <= 5; column++) {
      Matcher name = NAME.matcher(line.field(column));
      while (name.find()) {
        if (!NAMES.contains(name.group(1))) {
          throw line.wrong("there is no {" + name.group(1) + "}");
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
        line.field(3).equals("score"),
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
    return templates.stream()
        .filter(one -> one.event().equals(event))
        .filter(one -> one.channel().equals(channel) || one.channel().equals(ANY))
        .findFirst()
        .filter(one -> one.words().isPresent());
  }
}
