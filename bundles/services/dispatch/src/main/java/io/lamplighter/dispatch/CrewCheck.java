package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.Region;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.Crew.Certificate;
import io.lamplighter.dispatch.Crew.Member;
import io.lamplighter.dispatch.Crew.Sent;
import io.lamplighter.kit.faults.FieldFaults;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold of crews that somebody sent. */
final class CrewCheck {
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
  private static final int LONGEST = 100;
  private static final int MOST_MEMBERS = 50;
  private static final double MOST_LON = 180;
  private static final double MOST_LAT = 90;

  private final Caller caller;
  private final Skills skills;
  private final Map<String, Unit> stations;
  private final Collection<String> people;
  private final FieldFaults faults;
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, String> members = new HashMap<>();

  /**
   * @param stations units by code, as far as there are any
   * @param people logins there are
   */
  CrewCheck(
      Caller caller,
      Skills skills,
      Map<String, Unit> stations,
      Collection<String> people,
      FieldFaults faults) {
    this.caller = caller;
    this.skills = skills;
    this.stations = stations;
    this.people = people;
    this.faults = faults;
  }

  /** By themselves, and beside each other. */
  void check(List<Sent> sent) {
    for (Sent one : sent) {
      Crew crew = one.crew();
      if (!CODE.matcher(crew.code()).matches()) {
        faults.add(
            one.at("code"), "must be a code: letters, digits and . _ -", "须为代码：字母、数字及 . _ -");
      }
      String before = codes.putIfAbsent(crew.code(), one.pointer());
      if (before != null) {
        faults.add(one.at("code"), "is that of " + before, "与 " + before + " 相同");
      }
      line(one.at("name"), crew.name(), true);
      line(one.at("vehicle"), crew.vehicle(), false);
      station(one);
      home(one);
      members(one);
    }
  }

  private void line(String at, @Nullable String text, boolean needed) {
    if (needed && (text == null || text.isBlank())) {
      faults.add(at, "is missing", "缺失");
    } else if (text != null
        && (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl))) {
      faults.add(at, "must be at most 100 characters of one line", "须为一行，至多 100 个字符");
    }
  }

  private void station(Sent one) {
    Crew crew = one.crew();
    Unit station = stations.get(crew.station());
    if (station == null || station.level() != Level.STATION || !caller.covers(station.region())) {
      faults.add(
          one.at("station"), "there is no station " + crew.station(), "没有供电所 " + crew.station());
    } else if (!Region.isCode(crew.region()) || !crew.region().startsWith(station.region())) {
      faults.add(
          one.at("region"),
          "is not in that of its station, " + station.region(),
          "不在所属供电所的区域 " + station.region() + " 内");
    } else if (!caller.covers(crew.region())) {
      faults.add(one.at("region"), "is not in your region", "不属于您的区域");
    }
  }

  private void home(Sent one) {
    Location home = one.crew().home();
    if (home == null) {
      return;
    }
    // Also what is no number at all.
    if (!(Math.abs(home.lon()) <= MOST_LON)) {
      faults.add(one.atHome("lon"), "must be a longitude in degrees, WGS 84", "须为 WGS 84 经度（度）");
    }
    if (!(Math.abs(home.lat()) <= MOST_LAT)) {
      faults.add(one.atHome("lat"), "must be a latitude in degrees, WGS 84", "须为 WGS 84 纬度（度）");
    }
  }

  private void members(Sent one) {
    List<Member> all = one.crew().members();
    if (all.size() > MOST_MEMBERS) {
      faults.add(one.at("members"), "are more than " + MOST_MEMBERS, "超过 " + MOST_MEMBERS + " 人");
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      Member member = all.get(i);
      String login = member.login();
      if (!people.contains(login)) {
        faults.add(one.atMember(i, "/login"), "there is no user " + login, "没有用户 " + login);
      }
      String before = members.putIfAbsent(login, one.crew().code());
      if (before != null) {
        ofAnother(faults, one.atMember(i, "/login"), login, before);
      }
      skills(one, i, member);
    }
  }

  /** Nobody is in two crews. */
  static void ofAnother(FieldFaults faults, String at, String login, String crew) {
    faults.add(
        at, login + " is a member of crew " + crew + " already", login + " 已是班组 " + crew + " 的成员");
  }

  private void skills(Sent one, int number, Member member) {
    Set<String> seen = new HashSet<>();
    List<Certificate> all = member.skills();
    for (int i = 0; i < all.size(); i++) {
      String skill = all.get(i).skill();
      String at = one.atMember(number, "/skills/" + i);
      if (!skills.isKnown(skill)) {
        String known = String.join(", ", skills.all().stream().map(Skills.Skill::code).toList());
        faults.add(
            at,
            member.login() + ": there is no skill " + skill + ", only " + known,
            member.login() + "：没有技能 " + skill + "，仅有 " + known);
      } else if (!seen.add(skill)) {
        faults.add(
            at, member.login() + " has " + skill + " twice", member.login() + " 重复 " + skill);
      } else if (skills.needsCertificate(skill) && all.get(i).validTo() == null) {
        faults.add(
            at,
            member.login() + ": " + skill + " needs the last day of its certificate",
            member.login() + "：" + skill + " 须注明证书到期日");
      }
    }
  }
}
