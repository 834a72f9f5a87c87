package io.lamplighter.knowledge;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An edition as questions are compared with it.
 *
 * @param edition null for what is not for us: it answers nothing, and keeps others from doing so
 * @param region where it is learned so; empty for everywhere
 * @param phrases the words of each sentence by which it is asked for, its titles among them
 * @param ways to ask for it in many wordings
 * @param head the words of all of those together
 * @param all and those of its texts
 */
record Known(
    @Nullable Edition edition,
    String region,
    List<Set<String>> phrases,
    List<Way> ways,
    Set<String> head,
    Set<String> all) {

  /**
   * @param learned what was asked and this answers, as editors have said
   */
  static Known of(Edition edition, String region, Collection<String> learned, Words words) {
    Content says = edition.says();
    Set<String> asked = new LinkedHashSet<>(says.asked());
    asked.add(says.title().zh());
    asked.add(says.title().en());
    asked.addAll(learned);
    return of(edition, region, asked, List.of(says.text().zh(), says.text().en()), words);
  }

  /** Whether any way to ask for it is in the question. */
  boolean isAskedIn(Wording question) {
    return ways.stream().anyMatch(way -> way.in(question.plain()) != null);
  }

  /** A question that is not for us. */
  static Known notOurs(String asked, String region, Words words) {
    return of(null, region, List.of(asked), List.of(), words);
  }

  private static Known of(
      @Nullable Edition edition,
      String region,
      Collection<String> asked,
      List<String> texts,
      Words words) {
    List<Set<String>> phrases =
        asked.stream()
            .filter(one -> !Way.isOne(one))
            .<Set<String>>map(one -> Set.copyOf(words.of(one)))
            .toList();
    List<Way> ways = asked.stream().filter(Way::isOne).map(one -> Way.of(one, words)).toList();
    Set<String> head = new HashSet<>();
    phrases.forEach(head::addAll);
    ways.forEach(way -> head.addAll(words.of(way.all().collect(Collectors.joining(". ")))));
    Set<String> all = new HashSet<>(head);
    texts.forEach(text -> all.addAll(words.of(text)));
    return new Known(edition, region, phrases, ways, head, all);
  }
}
