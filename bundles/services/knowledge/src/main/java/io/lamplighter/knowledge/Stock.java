package io.lamplighter.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is known, as it was when this was made; it does not change any more. */
final class Stock {
  /** So many are compared with a question, of those in which its words are. */
  private static final int COMPARED = 40;

  /** What no article answers, among the numbers of articles. */
  private static final String NOT_OURS = "";

  /** What is told for a place takes the place of what is told for all when it is about as like. */
  private static final double ABOUT = 1;

  private final Words words;
  private final Weights weights = new Weights();
  private final Bayes bayes = new Bayes();
  private final List<Known> known = new ArrayList<>();
  private final List<Known> notOurs = new ArrayList<>();
  private final Map<String, List<Edition>> approved = new HashMap<>();
  private final Index told;
  private final Index barred;
  private final List<String> numbers;
  private final Index newest;
  private final Map<Object, Known> made = new HashMap<>();

  /** Without what was learned of it. */
  private final Map<Edition, Known> bare = new HashMap<>();

  /**
   * What editors have said of a question that was asked.
   *
   * @param article null when it is not for us
   * @param region where they may say so; empty for everywhere
   */
  record Lesson(String asked, @Nullable String article, String region) {}

  /**
   * @param approved every approved edition, those of an article in order
   * @param newest of every article
   * @param lessons what editors have said, and what ships as not for us
   * @param before what was known until now, of which most stays as it is; null when nothing was
   */
  Stock(
      List<Edition> approved,
      List<Edition> newest,
      Collection<Lesson> lessons,
      Words words,
      @Nullable Stock before) {
    this.words = words;
    Map<Object, Known> old = before == null ? Map.of() : before.made;
    Map<String, List<Lesson>> learned = new HashMap<>();
    for (Lesson lesson : lessons) {
      if (lesson.article() == null) {
        notOurs.add(made(old, lesson, () -> Known.notOurs(lesson.asked(), lesson.region(), words)));
      } else {
        learned.computeIfAbsent(lesson.article(), no -> new ArrayList<>()).add(lesson);
      }
    }
    for (Edition edition : approved) {
      this.approved.computeIfAbsent(edition.no(), no -> new ArrayList<>()).add(edition);
      List<Lesson> its = learned.getOrDefault(edition.no(), List.of());
      Set<String> all = new HashSet<>();
      for (String region : regions(its)) {
        Known one = known(old, edition, region, its);
        known.add(one);
        all.addAll(one.all());
      }
      bare.put(edition, known(old, edition, "", List.of()));
      weights.add(all);
    }
    told = new Index(known.stream().map(Known::all).toList());
    barred = new Index(notOurs.stream().map(Known::all).toList());
    learn();
    numbers = newest.stream().map(Edition::no).toList();
    this.newest =
        new Index(newest.stream().map(one -> known(old, one, "", List.of()).all()).toList());
  }

  /** What holds everywhere; what several editions of an article have in common is learned once. */
  private void learn() {
    Map<String, Set<Set<String>>> sentences = new HashMap<>();
    known.stream()
        .filter(one -> one.region().isEmpty())
        .forEach(
            one ->
                sentences
                    .computeIfAbsent(
                        Objects.requireNonNull(one.edition()).no(), no -> new HashSet<>())
                    .addAll(one.phrases()));
    sentences.forEach((no, all) -> all.forEach(sentence -> bayes.add(no, sentence)));
    notOurs.stream()
        .filter(one -> one.region().isEmpty())
        .forEach(one -> one.phrases().forEach(sentence -> bayes.add(NOT_OURS, sentence)));
  }

  /** Everywhere, and wherever something more is learned of it. */
  private static Set<String> regions(List<Lesson> lessons) {
    Set<String> regions = new TreeSet<>(Set.of(""));
    lessons.forEach(lesson -> regions.add(lesson.region()));
    return regions;
  }

  /** As it is known there: with what was learned there, and in what it is a part of. */
  private Known known(Map<Object, Known> old, Edition edition, String region, List<Lesson> all) {
    List<String> learned =
        all.stream()
            .filter(lesson -> region.startsWith(lesson.region()))
            .map(Lesson::asked)
            .toList();
    return made(
        old, List.of(edition, region, learned), () -> Known.of(edition, region, learned, words));
  }

  private Known made(Map<Object, Known> old, Object key, Supplier<Known> make) {
    return made.computeIfAbsent(key, k -> Objects.requireNonNullElseGet(old.get(key), make));
  }

  /** How many articles have an approved edition. */
  int size() {
    return approved.size();
  }

  /** Numbers of the articles whose newest edition has these words, best first. */
  List<String> search(String text, int most) {
    return newest.find(words.of(text), most).stream().map(numbers::get).toList();
  }

  /** What may answer a question, and how like it is. */
  record Candidate(Edition edition, Likeness likeness) {
    /** Whether both are about the same, and the other one holds in a wider region. */
    boolean isForPlaceOf(Candidate other) {
      Content mine = edition.says();
      Content others = other.edition().says();
      return mine.topic() == others.topic()
          && !mine.region().equals(others.region())
          && mine.region().startsWith(others.region());
    }

    double score() {
      return Sureness.score(likeness);
    }
  }

  /**
   * How a question is like what is known.
   *
   * @param question as it is compared
   * @param candidates what is told there on that day, in no order
   * @param nothing that none of them answers
   */
  record Compared(List<Wording> question, List<Candidate> candidates, Strangeness nothing) {}

  /**
   * @param region where the question is asked, as precisely as is known
   */
  Compared compare(String text, String region, LocalDate day) {
    List<Wording> question = Wording.of(text, words);
    Wording whole = question.get(0);
    Map<String, Edition> there = told(region, day);
    Map<String, Double> learned =
        bayes.likelihoods(whole.words(), of -> of.equals(NOT_OURS) || there.containsKey(of));
    Strangeness nothing = Strangeness.of(whole, learned.getOrDefault(NOT_OURS, 0.0), weights);
    for (Known one : met(whole, barred, notOurs, region)) {
      nothing = nothing.or(Likeness.best(question, one, 0, weights));
    }
    Map<Edition, Candidate> candidates = new LinkedHashMap<>();
    for (Known one : met(whole, told, known, region)) {
      Edition edition = Objects.requireNonNull(one.edition());
      if (edition.equals(there.get(edition.no()))) {
        double its = learned.getOrDefault(edition.no(), 0.0);
        candidates.merge(
            edition,
            new Candidate(edition, Likeness.best(question, one, its, weights)),
            Stock::better);
      }
    }
    return new Compared(question, List.copyOf(candidates.values()), nothing);
  }

  /** The editions that are told there on that day, by the numbers of their articles. */
  private Map<String, Edition> told(String region, LocalDate day) {
    Map<String, Edition> there = new HashMap<>();
    approved.forEach(
        (no, editions) ->
            inForce(editions, day)
                .filter(one -> region.startsWith(one.says().region()))
                .ifPresent(one -> there.put(no, one)));
    return there;
  }

  /** Of some, those that have words of the question, or a way to ask that is in it. */
  private static Set<Known> met(Wording question, Index index, List<Known> some, String region) {
    Set<Known> met =
        index.find(question.words(), COMPARED).stream()
            .map(some::get)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    some.stream().filter(one -> one.isAskedIn(question)).forEach(met::add);
    met.removeIf(one -> !region.startsWith(one.region()));
    return met;
  }

  private static Candidate better(Candidate one, Candidate other) {
    return other.score() > one.score() ? other : one;
  }

  /**
   * What is like the question, most like first, each with how likely it is that it answers it: not
   * at all, when editors have said of the same question that it is not for us.
   *
   * @param region where the question is asked, as precisely as is known
   */
  List<Near> near(String text, String region, LocalDate day, int most) {
    Compared compared = compare(text, region, day);
    if (compared.candidates().isEmpty()) {
      return List.of();
    }
    List<Candidate> best =
        compared.candidates().stream()
            .sorted(Comparator.comparingDouble(Candidate::score).reversed())
            .toList();
    Candidate top = best.get(0);
    Candidate local = local(top, best, compared.question());
    Candidate first = local == null ? top : new Candidate(local.edition(), top.likeness());
    List<Candidate> others =
        best.stream()
            .filter(one -> one != top && one != local && !first.isForPlaceOf(one))
            .toList();
    double all =
        Sureness.odds(Sureness.score(compared.nothing()))
            + Sureness.odds(first.score())
            + others.stream().mapToDouble(one -> Sureness.odds(one.score())).sum();
    boolean barred = compared.nothing().asked() >= Likeness.SAME;
    return Stream.concat(Stream.of(first), others.stream())
        .limit(most)
        .map(one -> new Near(one.edition(), barred ? 0 : Sureness.odds(one.score()) / all))
        .toList();
  }

  /**
   * What takes the place of the one that is most like: by what both say themselves, since the words
   * in which people ask are learned of what holds everywhere.
   */
  private @Nullable Candidate local(Candidate top, List<Candidate> all, List<Wording> question) {
    List<Candidate> narrower = all.stream().filter(one -> one.isForPlaceOf(top)).toList();
    if (narrower.isEmpty()) {
      return null;
    }
    double least = bareScore(top, question) - ABOUT;
    return narrower.stream()
        .filter(one -> bareScore(one, question) >= least)
        .findFirst()
        .orElse(null);
  }

  private double bareScore(Candidate one, List<Wording> question) {
    Known its = Objects.requireNonNull(bare.get(one.edition()));
    return Sureness.score(Likeness.best(question, its, 0, weights));
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
