package io.lamplighter.desk;

import io.lamplighter.api.Location;
import io.lamplighter.api.Region;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges whether a new request is likely the same as one that is open already. */
final class Duplicates {
  /**
   * What somebody vouches for: what a person without a login typed, or only stood in words, does
   * not make one of what each has for himself.
   *
   * @param whose it is
   * @param place whether where it is was given
   */
  record Vouched(boolean whose, boolean place) {}

  /** An open request that stands by itself and came in within the window, the oldest first. */
  record Candidate(
      String requestNo,
      RequestKind kind,
      boolean kindSure,
      Vouched vouched,
      @Nullable String customerNo,
      @Nullable String place,
      @Nullable Location location,
      boolean drill,
      String region,
      int priority) {
    /** Whether this caller may hear of it, and people of either's region see both. */
    private boolean isFor(Caller caller, String ofRegion) {
      return caller.covers(region)
          && (Region.contains(region, ofRegion) || Region.contains(ofRegion, region));
    }
  }

  /** Where the first of them is, and why it is taken for the same. */
  record Found(Candidate first, String reason) {}

  /** By what a request may be recognised; two that could be one share at least one of the keys. */
  record Marks(
      RequestKind kind,
      boolean kindSure,
      @Nullable String customerNo,
      @Nullable String place,
      @Nullable Location location,
      Set<Long> squares,
      boolean drill,
      String region,
      Caller caller) {
    Set<String> keys() {
      Set<String> keys = new TreeSet<>();
      if (customerNo != null) {
        keys.add("customer " + customerNo);
      }
      if (place != null) {
        keys.add("place " + place);
      }
      squares.forEach(square -> keys.add("square " + square));
      return keys;
    }
  }

  private final Treatments treatments;
  private final int meters;
  private final List<Candidate> candidates;

  Duplicates(Treatments treatments, int meters, List<Candidate> candidates) {
    this.treatments = treatments;
    this.meters = meters;
    this.candidates = new ArrayList<>(candidates);
  }

  /**
   * The marks of a new request; none at all for a kind that is never merged, or that each has his
   * own of while nobody is sure of it, or vouches for whose it is.
   */
  static Marks marks(Treatments treatments, Draft draft, Advice.Known known, int meters) {
    Match match = known.match();
    String region = known.region();
    boolean shared = treatments.sharedByNeighbours(draft.kind());
    if (!treatments.merges(draft.kind())
        || isUnclear(treatments, draft.kind(), draft.kindSure())
        || !(shared || isVouched(draft, match))) {
      return new Marks(
          draft.kind(),
          draft.kindSure(),
          null,
          null,
          null,
          Set.of(),
          false,
          region,
          draft.caller());
    }
    Location at = draft.location();
    return new Marks(
        draft.kind(),
        draft.kindSure(),
        match == null ? draft.submission().customerNo() : match.customerNo(),
        shared || draft.submission().address() != null ? draft.place() : null,
        at,
        at == null ? Set.of() : Grid.around(at, meters),
        draft.submission().drill(),
        region,
        draft.caller());
  }

  private static boolean isVouched(Draft draft, @Nullable Match match) {
    return draft.isVouched() && (match == null || draft.whose().vouches(match));
  }

  /** A storm is reported in many words; what each has for himself waits until somebody is sure. */
  private static boolean isUnclear(Treatments treatments, RequestKind kind, boolean sure) {
    return !sure && !treatments.sharedByNeighbours(kind);
  }

  /** A request of the same batch, which a later one may be a duplicate of. */
  void add(String requestNo, Marks marks, int priority) {
    candidates.add(
        new Candidate(
            requestNo,
            marks.kind(),
            marks.kindSure(),
            new Vouched(true, true),
            marks.customerNo(),
            marks.place(),
            marks.location(),
            marks.drill(),
            marks.region(),
            priority));
  }

  Optional<Found> firstOf(Marks marks) {
    for (Candidate candidate : candidates) {
      boolean unclear =
          isUnclear(
              treatments, candidate.kind(), candidate.kindSure() && candidate.vouched().whose());
      if (unclear
          || candidate.drill() != marks.drill()
          || !candidate.isFor(marks.caller(), marks.region())) {
        continue;
      }
      if (sameCustomer(candidate, marks)) {
        return Optional.of(new Found(candidate, "same-customer"));
      }
      if (samePlace(candidate, marks)) {
        return Optional.of(new Found(candidate, "same-place"));
      }
    }
    return Optional.empty();
  }

  private boolean sameCustomer(Candidate candidate, Marks marks) {
    return marks.customerNo() != null
        && marks.customerNo().equals(candidate.customerNo())
        && (candidate.kind() == marks.kind()
            || areSure(candidate, marks) && treatments.sameMatter(candidate.kind(), marks.kind()));
  }

  /** What somebody only guesses is the same as the same guess, and nothing else. */
  private static boolean areSure(Candidate candidate, Marks marks) {
    return candidate.kindSure() && marks.kindSure();
  }

  private boolean samePlace(Candidate candidate, Marks marks) {
    if (candidate.kind() != marks.kind()) {
      return false;
    }
    // Neighbours lose their light together, but each has his own complaint.
    boolean sameParty =
        treatments.sharedByNeighbours(marks.kind())
            || marks.customerNo() == null
            || candidate.customerNo() == null;
    return sameParty && near(candidate, marks);
  }

  private boolean near(Candidate candidate, Marks marks) {
    boolean tells = treatments.sharedByNeighbours(candidate.kind()) || candidate.vouched().place();
    if (tells && marks.place() != null && marks.place().equals(candidate.place())) {
      return true;
    }
    return marks.location() != null
        && candidate.location() != null
        && Grid.meters(marks.location(), candidate.location()) <= meters;
  }
}
