package io.lamplighter.kit.finds;

import io.lamplighter.kit.finds.Gazetteer.Meant;
import io.lamplighter.kit.finds.Gazetteer.Named;
import io.lamplighter.kit.finds.Markers.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the one place that a text names: rather none than another one. */
final class Places {
  /**
   * A place of the gazetteer.
   *
   * @param address as the customers there have it, as far as it was said
   * @param filled how many of its numbers were said
   * @param whole whether all of them were
   */
  record Found(String address, @Nullable String transformer, int filled, boolean whole) {
    private int weight() {
      return whole ? Integer.MAX_VALUE : filled;
    }
  }

  private final Regions regions;
  private final Markers markers;

  Places(Regions regions, Markers markers) {
    this.regions = regions;
    this.markers = markers;
  }

  /**
   * @param text as names are compared
   * @param region prefix of the region it is likely in; null when that is not known
   * @return null when it names none, or more than one
   */
  @Nullable Found in(String text, Gazetteer gazetteer, @Nullable String region) {
    return heaviest(
        gazetteer.namesIn(text).stream()
            .map(named -> meant(text, named, gazetteer, region))
            .filter(Objects::nonNull)
            .toList());
  }

  /** The one of whose numbers most were said; null when they are others of which as many were. */
  private static @Nullable Found heaviest(List<Found> all) {
    int most = all.stream().mapToInt(Found::weight).max().orElse(0);
    List<Found> best = all.stream().filter(one -> one.weight() == most).distinct().toList();
    return best.size() == 1 ? best.get(0) : null;
  }

  private @Nullable Found meant(
      String text, Named named, Gazetteer gazetteer, @Nullable String region) {
    Numbers numbers = Numbers.in(text, named.end(), markers);
    List<String> around = gazetteer.before(text, named.begin(), regions);
    List<Meant> possible =
        gazetteer.meant(named.name()).stream()
            .filter(one -> !one.brief() || isHouse(numbers, around))
            .filter(one -> fits(one.stem(), around))
            .filter(one -> one.house().isSaidBy(text, named.end(), numbers.end()))
            .toList();
    possible = narrowed(possible, one -> !one.brief());
    if (areMany(possible)) {
      possible = narrowed(possible, one -> one.stem().isNamedIn(text));
    }
    if (areMany(possible) && region != null) {
      possible = narrowed(possible, one -> one.house().region().startsWith(region));
    }
    return heaviest(possible.stream().map(one -> found(one, numbers)).toList());
  }

  /** What is nearest before it must be what it lies in; what is farther may be somebody's home. */
  private static boolean fits(Stem stem, List<String> around) {
    return around.isEmpty() || stem.within().isEmpty() || stem.isIn(around.get(0));
  }

  /** Whether what follows a name for short tells that a place is meant. */
  private static boolean isHouse(Numbers numbers, List<String> around) {
    List<Numbers.One> all = numbers.all();
    return all.size() > 1
        || (all.size() == 1 && (all.get(0).role() != Role.ANY || !around.isEmpty()));
  }

  private static List<Meant> narrowed(List<Meant> possible, Predicate<Meant> by) {
    List<Meant> some = possible.stream().filter(by).toList();
    return some.isEmpty() ? possible : some;
  }

  private static boolean areMany(List<Meant> possible) {
    Set<String> stems = new HashSet<>();
    possible.forEach(one -> stems.add(one.house().stem()));
    return stems.size() > 1;
  }

  private static Found found(Meant one, Numbers numbers) {
    House.Filled filled = one.house().fill(numbers);
    return new Found(filled.address(), one.house().transformer(), filled.filled(), filled.whole());
  }
}
