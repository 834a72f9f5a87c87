package io.lamplighter.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is known, as it was when this was made; it does not change any more. */
final class Stock {
  /** So many are compared with a question, of those in which its words are. */
  private static final int COMPARED = 40;

  /** What is told for a place takes the place of what is told for all when it is about as like. */
  private static final double ABOUT = 0.1;

  private final Words words;
  private final Weights weights = new Weights();
  private final List<Known> known = new ArrayList<>();
  private final Map<String, List<Edition>> approved = new HashMap<>();
  private final Index told;
  private final List<String> numbers;
  private final Index newest;

  /**
   * What editors have said of a question that was asked.
   *
   * @param article null when it is not for us
   */
  record Lesson(String asked, @Nullable String article) {}

  /**
   * @param approved every approved edition, those of an article in order
   * @param newest of every article
   * @param lessons what editors have said, and what ships as not for us
   */
  Stock(List<Edition> approved, List<Edition> newest, Collection<Lesson> lessons, Words words) {
    this.words = words;
    Map<String, List<String>> learned = new HashMap<>();
    for (Lesson lesson : lessons) {
      if (lesson.article() == null) {
        known.add(Known.notOurs(lesson.asked(), words));
      } else {
        learned.computeIfAbsent(lesson.article(), no -> new ArrayList<>()).add(lesson.asked());
      }
    }
    for (Edition edition : approved) {
      this.approved.computeIfAbsent(edition.no(), no -> new ArrayList<>()).add(edition);
      Known one = Known.of(edition, learned.getOrDefault(edition.no(), List.of()), words);
      known.add(one);
      weights.add(one.all());
    }
    told = new Index(known.stream().map(Known::all).toList());
    numbers = newest.stream().map(Edition::no).toList();
    this.newest =
        new Index(newest.stream().map(one -> Known.of(one, List.of(), words).all()).toList());
  }

  /** How many articles have an approved edition. */
  int size() {
    return approved.size();
  }

  /** Numbers of the articles whose newest edition has these words, best first. */
  List<String> search(String text, int most) {
    return newest.find(words.of(text), most).stream().map(numbers::get).toList();
  }

  private record Scored(@Nullable Edition edition, double score) {
    /** Whether both are about the same, and the other one holds in a wider region. */
    boolean isForPlaceOf(Scored other) {
      return edition != null
          && other.edition() != null
          && edition.says().topic() == other.edition().says().topic()
          && !edition.says().region().equals(other.edition().says().region())
          && edition.says().region().startsWith(other.edition().says().region());
    }
  }

  /**
   * What is told there on that day and is like the question, most like first. The first one's
   * likelihood is 0 when something that is not for us is more like the question.
   *
   * @param region where the question is asked, as precisely as is known
   */
  List<Near> near(String text, String region, LocalDate day, int most) {
    Collection<String> question = words.of(text);
    List<Scored> scored =
        told.find(question, COMPARED).stream()
            .map(known::get)
            .filter(one -> one.edition() == null || isTold(one.edition(), region, day))
            .map(one -> scored(question, one))
            .sorted(Comparator.comparingDouble(Scored::score).reversed())
            .toList();
    if (scored.isEmpty()) {
      return List.of();
    }
    Scored top = scored.get(0);
    Scored first =
        scored.stream()
            .filter(one -> one.score() >= top.score() - ABOUT && one.isForPlaceOf(top))
            .findFirst()
            .orElse(top);
    double second =
        scored.stream()
            .filter(one -> one != first && !first.isForPlaceOf(one))
            .mapToDouble(Scored::score)
            .max()
            .orElse(0);
    double likelihood = Sureness.likelihood(first.score(), first.score() - second);
    return Stream.concat(Stream.of(first), scored.stream().filter(one -> one != first))
        .filter(one -> one.edition() != null)
        .limit(most)
        .map(
            one ->
                new Near(
                    Objects.requireNonNull(one.edition()),
                    one.score(),
                    one == first ? likelihood : 0))
        .toList();
  }

  private Scored scored(Collection<String> question, Known one) {
    return new Scored(one.edition(), Sureness.score(Likeness.of(question, one, weights)));
  }

  private boolean isTold(Edition edition, String region, LocalDate day) {
    return region.startsWith(edition.says().region())
        && inForce(edition.no(), day).filter(edition::equals).isPresent();
  }

  /** The edition of an article that holds on that day: the last that was valid by then. */
  Optional<Edition> inForce(String no, LocalDate day) {
    return inForce(approved.getOrDefault(no, List.of()), day);
  }

  /**
   * @param approved an article's approved editions in order
   */
  static Optional<Edition> inForce(List<Edition> approved, LocalDate day) {
    return approved.stream()
        .filter(one -> !one.says().validFrom().isAfter(day))
        .reduce((one, next) -> next)
        .filter(one -> !one.says().isOver(day));
  }
}
