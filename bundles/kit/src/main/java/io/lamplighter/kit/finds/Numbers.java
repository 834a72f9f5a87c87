package io.lamplighter.kit.finds;

import io.lamplighter.kit.finds.Markers.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers behind the name of a place: 3幢1单元401室, 三号楼一单元四零一, 3-1-401, ３＃１－４０１.
 *
 * @param all in their order
 * @param end where they end in the text
 */
record Numbers(List<Numbers.One> all, int end) {
  /** One, in figures. */
  record One(String figures, Role role) {}

  /** So many may stand in a row. */
  private static final int MOST = 6;

  /** Between a name and its number, and between two numbers. */
  private static final String APART = " -‐‑–—―−~/、的第内里";

  /** Behind which a number needs to say what it counts. */
  private static final String PAUSE = ",，。;；:：";

  /** Behind a number they say that it counts no house: 5分钟, 3户, 两个, 9月. */
  private static final String OTHER = "分秒点时天日月年周度元块个户人次家台盏路根条kKvVwWaA%℃.:：";

  private static final int DOOR = 100;
  private static final int SHORTEST_DOOR = 3;

  /**
   * @param from where they may begin
   */
  static Numbers in(String text, int from, Markers markers) {
    List<One> found = new ArrayList<>();
    int end = from;
    int at = from;
    while (found.size() < MOST) {
      int begin = at;
      boolean pause = false;
      while (begin < text.length() && isBetween(text.charAt(begin))) {
        pause |= PAUSE.indexOf(text.charAt(begin)) >= 0;
        begin++;
      }
      int last = Numerals.end(text, begin);
      if (last == begin || last - begin > Numerals.LONGEST) {
        break;
      }
      int gap = last;
      while (gap < text.length() && text.charAt(gap) == ' ') {
        gap++;
      }
      Markers.Found marker = markers.at(text, gap);
      if (marker == null && (pause || countsOther(text, last))) {
        break;
      }
      found.add(
          new One(
              Numerals.figures(text.substring(begin, last)),
              marker == null ? Role.ANY : marker.role()));
      end = marker == null ? last : marker.end();
      at = end;
    }
    return new Numbers(settled(found), end);
  }

  private static boolean isBetween(char c) {
    return APART.indexOf(c) >= 0 || PAUSE.indexOf(c) >= 0;
  }

  private static boolean countsOther(String text, int end) {
    return end < text.length() && OTHER.indexOf(text.charAt(end)) >= 0;
  }

  /** 3楼 before a 单元 is a building; the 01 on the 4th floor is 401. */
  private static List<One> settled(List<One> found) {
    List<One> all = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      One one = found.get(i);
      One next = i + 1 < found.size() ? found.get(i + 1) : null;
      if (one.role() == Role.FLOOR && next != null && next.role() == Role.UNIT) {
        one = new One(one.figures(), Role.BUILDING);
      } else if (one.role() == Role.FLOOR && next != null && isDoor(next)) {
        String door = next.figures();
        int number = Integer.parseInt(door);
        all.add(
            number < DOOR && door.length() < SHORTEST_DOOR
                ? new One(one.figures() + (number < 10 ? "0" + number : door), Role.ROOM)
                : new One(door, Role.ROOM));
        i++;
        continue;
      }
      all.add(one);
    }
    return all;
  }

  private static boolean isDoor(One one) {
    return one.role() == Role.ROOM || one.role() == Role.ANY || one.role() == Role.HOUSE;
  }

  /** Whether a number without a word is long enough for a door's. */
  static boolean isLong(One one) {
    return one.figures().length() >= SHORTEST_DOOR;
  }
}
