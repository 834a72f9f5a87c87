package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.dispatch.Crew.Certificate;
import io.lamplighter.dispatch.Crew.Member;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A crew in JSON, as it is shown and sent.
 *
 * @param region may be left out by whoever sends it: that of the station
 * @param location where its tours begin and end
 */
record CrewView(
    @Nullable String code,
    @Nullable Long version,
    @Nullable String name,
    @Nullable String station,
    @Nullable String region,
    @Nullable PlaceView location,
    @Nullable String vehicle,
    @Nullable List<@Nullable MemberView> members) {

  /** In degrees, WGS 84. */
  record PlaceView(@Nullable Double lon, @Nullable Double lat) {}

  record MemberView(@Nullable String login, @Nullable List<@Nullable SkillView> skills) {}

  /**
   * @param validTo last day of the certificate, as {@code 2027-03-31}
   */
  record SkillView(@Nullable String skill, @Nullable String validTo) {}

  static CrewView of(Crew crew) {
    return new CrewView(
        crew.code(),
        crew.version(),
        crew.name(),
        crew.station(),
        crew.region(),
        place(crew.home()),
        crew.vehicle(),
        crew.members().stream().map(CrewView::member).toList());
  }

  private static @Nullable PlaceView place(@Nullable Location home) {
    return home == null ? null : new PlaceView(home.lon(), home.lat());
  }

  private static MemberView member(Member member) {
    return new MemberView(
        member.login(),
        member.skills().stream()
            .map(
                one ->
                    new SkillView(
                        one.skill(), one.validTo() == null ? null : one.validTo().toString()))
            .toList());
  }

  /**
   * The crew that somebody sent, as far as it can be read; what cannot is a fault.
   *
   * @param ofCode its code by the address; null when the body says it
   */
  Crew read(@Nullable String ofCode, FieldFaults faults) {
    if (ofCode != null && code != null && !code.equals(ofCode)) {
      faults.add("/code", "is not that of the address", "与地址中的代码不一致");
    }
    String named = ofCode == null ? code : ofCode;
    return new Crew(
        Objects.requireNonNullElse(named, ""),
        0,
        Objects.requireNonNullElse(name, ""),
        Objects.requireNonNullElse(station, ""),
        Objects.requireNonNullElse(region, ""),
        home(faults),
        vehicle,
        members(faults));
  }

  private @Nullable Location home(FieldFaults faults) {
    if (location == null) {
      return null;
    }
    Double lon = location.lon();
    Double lat = location.lat();
    if (lon == null || lat == null) {
      faults.add("/location/" + (lon == null ? "lon" : "lat"), "is missing", "缺失");
      return null;
    }
    return new Location(lon, lat);
  }

  private List<Member> members(FieldFaults faults) {
    List<Member> read = new ArrayList<>();
    if (members == null) {
      return read;
    }
    for (int i = 0; i < members.size(); i++) {
      String at = "/members/" + i;
      MemberView member = members.get(i);
      if (member == null || member.login() == null) {
        faults.add(at + "/login", "is missing", "缺失");
      }
      List<Certificate> skills = member == null ? List.of() : skills(at, member, faults);
      String login = member == null ? null : member.login();
      read.add(new Member(Objects.requireNonNullElse(login, ""), skills));
    }
    return read;
  }

  private static List<Certificate> skills(String of, MemberView member, FieldFaults faults) {
    List<Certificate> read = new ArrayList<>();
    if (member.skills() == null) {
      return read;
    }
    for (int i = 0; i < member.skills().size(); i++) {
      String at = of + "/skills/" + i;
      SkillView one = member.skills().get(i);
      if (one == null || one.skill() == null) {
        faults.add(at + "/skill", "is missing", "缺失");
      } else {
        read.add(new Certificate(one.skill(), day(at + "/validTo", one.validTo(), faults)));
      }
    }
    return read;
  }

  private static @Nullable LocalDate day(String at, @Nullable String written, FieldFaults faults) {
    LocalDate day = WrittenDay.read(written);
    if (day == null && written != null) {
      faults.add(at, "must be a day, as in 2027-03-31", "须为日期，如 2027-03-31");
    }
    return day;
  }
}
