package io.lamplighter.kit.finds;

import io.lamplighter.kit.finds.Markers.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the addresses of one place are written, a gap for each number: 绍兴市越城区东桥小区{}幢{}单元{}室.
 *
 * @param pieces what stands before, between and behind the numbers, one more than there are numbers
 * @param roles what each number counts
 * @param also words behind a number that are no marker, as they are compared: 医院
 * @param transformer that feeds all who live there; null when there are several
 */
record House(
    List<String> pieces,
    List<Role> roles,
    List<String> also,
    String region,
    @Nullable String transformer) {
  /** Stands for a number. */
  static final String GAP = "{}";

  private static final Pattern GAPS = Pattern.compile("\\{}");
  private static final Pattern SIGNS = Pattern.compile("[\\p{Punct}\\s]");

  /**
   * Numbers filled in.
   *
   * @param address as the house's own customers have it; as far as the numbers go
   * @param filled how many numbers
   * @param whole whether none is missing, and none left over
   */
  record Filled(String address, int filled, boolean whole) {}

  static House of(
      String written, String compared, Markers markers, String region, @Nullable String feeds) {
    List<String> pieces = List.of(GAPS.split(written, -1));
    List<Role> roles = new ArrayList<>();
    List<String> also = new ArrayList<>();
    String[] behind = GAPS.split(compared, -1);
    for (int i = 1; i < behind.length; i++) {
      Markers.Found marker = markers.at(behind[i], 0);
      roles.add(marker == null ? Role.ANY : marker.role());
      String rest = behind[i].substring(marker == null ? 0 : marker.end());
      String words = SIGNS.matcher(rest).replaceAll("");
      if (!words.isEmpty()) {
        also.add(words);
      }
    }
    return new House(pieces, List.copyOf(roles), List.copyOf(also), region, feeds);
  }

  /** Without a number. */
  String stem() {
    return pieces.get(0);
  }

  /**
   * Whether a text says all the words that belong to it.
   *
   * @param begin where its numbers begin
   * @param end where they end
   */
  boolean isSaidBy(String text, int begin, int end) {
    if (also.isEmpty()) {
      return true;
    }
    String last = also.get(also.size() - 1);
    String said = text.substring(begin, Math.min(text.length(), end + last.length()));
    return also.stream().allMatch(said::contains);
  }

  /** The address with these numbers in their places. */
  Filled fill(Numbers numbers) {
    @Nullable String[] slots = new @Nullable String[roles.size()];
    List<Numbers.One> said = numbers.all();
    int next = 0;
    boolean all = true;
    for (int i = 0; i < said.size(); i++) {
      Numbers.One one = said.get(i);
      int slot = next == slots.length ? -1 : slot(one, said.size() - i, next);
      if (slot >= 0) {
        slots[slot] = one.figures();
        next = slot + 1;
      } else {
        all &= one.role() == Role.FLOOR || one.role() == Role.ANY;
      }
    }
    StringBuilder address = new StringBuilder(stem());
    int filled = 0;
    while (filled < slots.length && slots[filled] != null) {
      address.append(slots[filled]).append(pieces.get(++filled));
    }
    return new Filled(address.toString(), filled, all && filled == slots.length);
  }

  /**
   * @param left how many numbers are left to be placed, this one among them
   * @return -1 when it belongs nowhere
   */
  private int slot(Numbers.One one, int left, int next) {
    for (int slot = next; slot < roles.size(); slot++) {
      if (one.role() == roles.get(slot)) {
        return slot;
      }
    }
    int door = roles.lastIndexOf(Role.ROOM);
    return switch (one.role()) {
      case ANY -> left < roles.size() - next && Numbers.isLong(one) && door >= next ? door : next;
      case HOUSE -> left == 1 && next > 0 && door >= next ? door : next;
      case BUILDING, LANE -> next == 0 && isOpen(0) ? 0 : -1;
      case ROOM -> isOpen(roles.size() - 1) ? roles.size() - 1 : -1;
      case UNIT -> isOpen(next) ? next : -1;
      case FLOOR -> -1;
    };
  }

  /** Whether what it counts is not said to be something else. */
  private boolean isOpen(int slot) {
    return roles.get(slot) == Role.ANY || roles.get(slot) == Role.HOUSE;
  }
}
