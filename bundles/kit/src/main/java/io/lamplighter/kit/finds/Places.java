package io.lamplighter.kit.finds;

import io.lamplighter.kit.finds.Gazetteer.Meant;
import io.lamplighter.kit.finds.Gazetteer.Named;
import io.lamplighter.kit.finds.Markers.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    List<Found> best = new ArrayList<>();
    for (Named named : gazetteer.namesIn(text)) {
      Found found = meant(text, named, gazetteer, region);
      if (found != null) {
        if (!best.isEmpty() && found.weight() > best.get(0).weight()) {
          best.clear();
        }
        if (best.isEmpty() || found.weight() == best.get(0).weight()) {
          best.add(found);
        }
      }
    }
    return only(best);
  }

  /** All the same, or nothing. */
  private static @Nullable Found only(List<Found> found) {
    return found.isEmpty() || found.stream().anyMatch(one -> !one.equals(found.get(0)))
        ? null
        : found.get(0);
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
      possible = narrowed(possible, one -> gazetteer.names(text, one.stem()));
    }
    if (areMany(possible) && region != null) {
      possible = narrowed(possible, one -> one.house().region().startsWith(region));
    }
    return best(possible, numbers);
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

  private static @Nullable Found best(List<Meant> possible, Numbers numbers) {
    List<Found> best = new ArrayList<>();
    for (Meant one : possible) {
      House.Filled filled = one.house().fill(numbers);
      Found found =
          new Found(filled.address(), one.house().transformer(), filled.filled(), filled.whole());
      if (!best.isEmpty() && found.weight() > best.get(0).weight()) {
        best.clear();
      }
      if (best.isEmpty() || found.weight() == best.get(0).weight()) {
        best.add(found);
      }
    }
    return only(best);
  }
}
