package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team that works in the field (班组).
 *
 * @param version 0 while it is not kept
 * @param station code of the unit whose work it does
 * @param home where its tours begin and end; null when nobody knows
 */
record Crew(
    String code,
    long version,
    String name,
    String station,
    String region,
    @Nullable Location home,
    @Nullable String vehicle,
    List<Member> members) {
  Crew {
    members = List.copyOf(members);
  }

  /** Somebody of it, and what he can do. */
  record Member(String login, List<Certificate> skills) {
    Member {
      skills = List.copyOf(skills);
    }
  }

  /**
   * @param validTo its last day; null when it does not end
   */
  record Certificate(String skill, @Nullable LocalDate validTo) {}

  /** The same as a caller sees it who has just written it. */
  Crew at(long itsVersion) {
    return new Crew(code, itsVersion, name, station, region, home, vehicle, members);
  }

  /** Whether nothing but the version differs. */
  boolean isAs(Crew other) {
    return at(0).equals(other.at(0));
  }

  /**
   * One as somebody sent it.
   *
   * @param pointer where it stands, as in {@code /lines/12}; empty for the whole body
   * @param inLine whether all of a field is one text there, so that nothing within it has a place
   */
  record Sent(String pointer, boolean inLine, Crew crew) {
    String at(String field) {
      return pointer + "/" + field;
    }

    /** Of its place. */
    String atHome(String degrees) {
      return at((inLine ? "" : "location/") + degrees);
    }

    /** Of a member, or something of his. */
    String atMember(int member, String within) {
      return at("members") + (inLine ? "" : "/" + member + within);
    }
  }
}
