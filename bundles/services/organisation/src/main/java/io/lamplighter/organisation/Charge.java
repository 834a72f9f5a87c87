package io.lamplighter.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody answers for a unit.
 *
 * @param login his name as a user
 * @param deputy whether he stands in for the person in charge
 * @param from his first day, null from ever
 * @param to his last day, null when none is set
 */
record Charge(
    String unit, String login, boolean deputy, @Nullable LocalDate from, @Nullable LocalDate to)
    implements Piece {
  static final String IN_CHARGE = "in-charge";
  static final String DEPUTY = "deputy";

  static Charge of(List<String> content) {
    return new Charge(
        content.get(0),
        content.get(1),
        content.get(2).equals(DEPUTY),
        Piece.day(content.get(3)),
        Piece.day(content.get(4)));
  }

  @Override
  public What what() {
    return What.PEOPLE;
  }

  @Override
  public String key() {
    return String.join("\t", unit, as(), login, Piece.kept(from));
  }

  /** Among those of its unit. */
  String place() {
    return String.join(" ", as(), login, Piece.kept(from));
  }

  String as() {
    return deputy ? DEPUTY : IN_CHARGE;
  }

  @Override
  public List<String> content() {
    return List.of(unit, login, as(), Piece.kept(from), Piece.kept(to));
  }

  boolean isValid(LocalDate day) {
    return Days.cover(from, to, day);
  }
}
