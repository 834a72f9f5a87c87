package io.lamplighter.answers;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.data.DataFile.Line;
import io.lamplighter.kit.triage.NormalForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a question is about, by phrases that are kept as data with their examples ({@code
 * topics.csv}); a table that does not do what it says is refused with the line.
 */
final class Topics {
  private static final String COLUMNS = "topic,says,words";

  /** A few words between two pieces of a phrase. */
  private static final String GAP = "[^.!?]{0,20}";

  /** What a question can be about. */
  enum Topic {
    /** Nothing is said: it is no question, or wants somebody. */
    NEVER,
    OUTAGE,
    /** His power is gone now, whatever else he asks. */
    DARK,
    BILL;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Phrases(List<Pattern> yes, List<Pattern> not) {
    private boolean fit(String plain) {
      return yes.stream().anyMatch(one -> one.matcher(plain).find())
          && not.stream().noneMatch(one -> one.matcher(plain).find());
    }
  }

  private final NormalForm form;
  private final Map<Topic, Phrases> topics = new EnumMap<>(Topic.class);

  /**
   * @param own folder of the company's own table, null for none
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Topics load(@Nullable Path own, NormalForm form) {
    return new Topics(DataFile.load(own, Topics.class, "/answers/topics.csv", COLUMNS), form);
  }

  static Topics parse(String name, String text, NormalForm form) {
    return new Topics(DataFile.parse(name, text, COLUMNS), form);
  }

  private Topics(DataFile file, NormalForm form) {
    this.form = form;
    for (Topic topic : Topic.values()) {
      topics.put(topic, new Phrases(new ArrayList<>(), new ArrayList<>()));
    }
    List<Line> examples = new ArrayList<>();
    for (Line line : file.lines()) {
      Phrases phrases = Objects.requireNonNull(topics.get(topic(line)));
      switch (line.field(1)) {
        case "yes" -> phrases.yes().add(phrase(line));
        case "not" -> phrases.not().add(phrase(line));
        case "asks", "else" -> examples.add(line);
        default -> throw line.wrong("'" + line.field(1) + "' is none of yes, not, asks, else");
      }
    }
    examples.forEach(this::tryOut);
  }

  private static Topic topic(Line line) {
    for (Topic topic : Topic.values()) {
      if (topic.wire().equals(line.field(0))) {
        return topic;
      }
    }
    throw line.wrong("there is no topic '" + line.field(0) + "'");
  }

  private Pattern phrase(Line line) {
    List<String> pieces = new ArrayList<>();
    for (String piece : line.field(2).split("\\*", -1)) {
      String plain = form.of(piece);
      if (plain.isEmpty()) {
        throw line.wrong("a phrase has words on both sides of each *");
      }
      pieces.add(bounded(plain));
    }
    return Pattern.compile(String.join(GAP, pieces));
  }

  /** Words of Latin letters are whole words: an issue is no sue. */
  private static String bounded(String plain) {
    String begin = isLatin(plain.charAt(0)) ? "(?<![a-z0-9])" : "";
    String end = isLatin(plain.charAt(plain.length() - 1)) ? "(?![a-z0-9])" : "";
    return begin + Pattern.quote(plain) + end;
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private void tryOut(Line line) {
    boolean found = of(form.of(line.field(2))).contains(topic(line));
    if (found != line.field(1).equals("asks")) {
      throw line.wrong(
          "'" + line.field(2) + "' is " + (found ? "" : "not ") + "of " + line.field(0));
    }
  }

  /**
   * @param plain a text in its normal form
   */
  Set<Topic> of(String plain) {
    return topics.entrySet().stream()
        .filter(one -> one.getValue().fit(plain))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
  }
}
