package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.dispatch.CrewLine;
import io.lamplighter.dispatch.Crew.Certificate;
import io.lamplighter.dispatch.Crew.Member;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Crews, their members and what those can do, as rows. */
final class CrewTables {
  private static final String CREWS =
      "select code, version, name, station, region, lon, lat, vehicle from dispatch.crew"
          + " where removed_at is null ";

  private final Connection connection;

  CrewTables(Connection connection) {
    this.connection = connection;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** Until this transaction ends nobody else changes crews: who is of which is known then. */
  void lock() throws SQLException {
    sql("select pg_advisory_xact_lock(hashtextextended('dispatch.crew', 0))").call();
  }

  boolean has(String code) throws SQLException {
    return sql(CREWS + "and code = ?").with(code).isThere();
  }

  /** Null when there is none of that code, or none any more. */
  @Nullable Crew get(String code) throws SQLException {
    List<Crew> found = withMembers(sql(CREWS + "and code = ?").with(code).list(CrewTables::crew));
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * By code.
   *
   * @param region prefix
   * @param station null for all
   * @param after the code that the page before ended with; empty for the first
   */
  List<Crew> list(String region, @Nullable String station, String after, int limit)
      throws SQLException {
    return withMembers(
        sql(CREWS
                + "and starts_with(region, ?) and station = coalesce(?, station) and code > ?"
                + " order by code limit ?")
            .with(region, station, after, limit)
            .list(CrewTables::crew));
  }

  private static Crew crew(Row row) throws SQLException {
    return new Crew(
        row.text(),
        row.number(),
        row.text(),
        row.text(),
        row.text(),
        row.maybeLocation(),
        row.maybeText(),
        List.of());
  }

  private List<Crew> withMembers(List<Crew> crews) throws SQLException {
    Map<String, Map<String, List<Certificate>>> members = new HashMap<>();
    sql("select m.crew, m.login, k.skill, k.valid_to::text from dispatch.member m"
            + " left join dispatch.certificate k on k.login = m.login where m.crew = any(?)"
            + " order by m.crew, m.login, k.skill")
        .array(crews, Crew::code)
        .each(
            row -> {
              List<Certificate> skills =
                  members
                      .computeIfAbsent(row.text(), crew -> new LinkedHashMap<>())
                      .computeIfAbsent(row.text(), login -> new ArrayList<>());
              String skill = row.maybeText();
              String validTo = row.maybeText();
              if (skill != null) {
                skills.add(
                    new Certificate(skill, validTo == null ? null : LocalDate.parse(validTo)));
              }
            });
    return crews.stream()
        .map(
            crew ->
                new Crew(
                    crew.code(),
                    crew.version(),
                    crew.name(),
                    crew.station(),
                    crew.region(),
                    crew.home(),
                    crew.vehicle(),
                    members.getOrDefault(crew.code(), Map.of()).entrySet().stream()
                        .map(one -> new Member(one.getKey(), one.getValue()))
                        .toList()))
        .toList();
  }

  /** Of which crew somebody is, by login; nothing of whoever is of none. */
  Map<String, String> crewOf(Collection<String> logins) throws SQLException {
    Map<String, String> crews = new TreeMap<>();
    sql("select login, crew from dispatch.member where login = any(?)")
        .array(logins)
        .each(row -> crews.put(row.text(), row.text()));
    return crews;
  }

  /**
   * Crews in one line each, by code.
   *
   * @param region prefix
   * @param station null for all
   */
  List<CrewLine> lines(String region, @Nullable String station, Instant now, int limit)
      throws SQLException {
    return sql("select c.code, c.name, c.station,"
            + " (select count(*) from dispatch.member m where m.crew = c.code),"
            + " (select count(distinct a.login) from dispatch.absence a"
            + " join dispatch.member m on m.login = a.login"
            + " where m.crew = c.code and a.from_at <= ? and a.to_at > ?), s.from_at, s.to_at"
            + " from dispatch.crew c left join lateral (select from_at, to_at from dispatch.shift"
            + " where crew = c.code and to_at > ? order by from_at limit 1) s on true"
            + " where c.removed_at is null and starts_with(c.region, ?)"
            + " and c.station = coalesce(?, c.station) order by c.code limit ?")
        .with(now, now, now, region, station, limit)
        .list(
            row ->
                new CrewLine(
                    row.text(),
                    row.text(),
                    row.text(),
                    row.count(),
                    row.count(),
                    row.maybeTime(),
                    row.maybeTime()));
  }

  /** Crews of these that have orders which are not over. */
  List<String> busy(Collection<String> codes) throws SQLException {
    return sql("select distinct crew from dispatch.work_order"
            + " where crew = any(?) and ended_at is null order by crew")
        .array(codes)
        .list(Row::text);
  }

  /** Keeps these as they are now; a version that is there already grows. */
  List<Crew> put(Collection<Crew> crews, Instant now) throws SQLException {
    Map<String, Long> versions = new HashMap<>();
    Sql put =
        sql(
            "insert into dispatch.crew as c"
                + " (code, name, station, region, vehicle, lon, lat, changed_at)"
                + " select code, name, station, region, vehicle, lon::double precision,"
                + " lat::double precision, ? from unnest(?::text[], ?::text[], ?::text[], ?::text[],"
                + " ?::text[], ?::text[], ?::text[])"
                + " as t(code, name, station, region, vehicle, lon, lat)"
                + " on conflict (code) do update set version = c.version + 1, name = excluded.name,"
                + " station = excluded.station, region = excluded.region, vehicle = excluded.vehicle,"
                + " lon = excluded.lon, lat = excluded.lat, removed_at = null,"
                + " changed_at = excluded.changed_at returning code, version");
    put.with(now)
        .array(crews, Crew::code)
        .array(crews, Crew::name)
        .array(crews, Crew::station)
        .array(crews, Crew::region)
        .array(crews, Crew::vehicle)
        .array(crews, crew -> degrees(crew.home(), Location::lon))
        .array(crews, crew -> degrees(crew.home(), Location::lat))
        .each(row -> versions.put(row.text(), row.number()));
    leave(crews.stream().map(Crew::code).toList());
    join(crews);
    return crews.stream()
        .map(crew -> crew.at(Objects.requireNonNull(versions.get(crew.code()))))
        .toList();
  }

  private static @Nullable String degrees(
      @Nullable Location place, Function<Location, Double> degrees) {
    return place == null ? null : degrees.apply(place).toString();
  }

  private void leave(Collection<String> codes) throws SQLException {
    sql("delete from dispatch.member where crew = any(?)").array(codes).run();
  }

  private record Joining(String crew, String login) {}

  private record Holding(String login, Certificate certificate) {}

  private static final Rows<Joining> MEMBERS =
      Rows.<Joining>of("dispatch.member")
          .fixed("login", "text", Joining::login)
          .fixed("crew", "text", Joining::crew);

  private static final Rows<Holding> CERTIFICATES =
      Rows.<Holding>of("dispatch.certificate")
          .fixed("login", "text", Holding::login)
          .fixed("skill", "text", one -> one.certificate().skill())
          .fixed("valid_to", "date", one -> one.certificate().validTo());

  private void join(Collection<Crew> crews) throws SQLException {
    List<Joining> joining = new ArrayList<>();
    List<Holding> holding = new ArrayList<>();
    for (Crew crew : crews) {
      for (Member member : crew.members()) {
        joining.add(new Joining(crew.code(), member.login()));
        member.skills().forEach(skill -> holding.add(new Holding(member.login(), skill)));
      }
    }
    MEMBERS.add(connection, joining);
    CERTIFICATES.add(connection, holding);
  }

  /** They are there no more, nor are their shifts to come; what they have done stays. */
  void remove(Collection<String> codes, Instant now) throws SQLException {
    leave(codes);
    sql("delete from dispatch.shift where crew = any(?) and from_at > ?")
        .array(codes)
        .with(now)
        .run();
    sql("delete from dispatch.roster where crew = any(?)").array(codes).run();
    sql("update dispatch.crew set removed_at = ?, changed_at = ?, version = version + 1"
            + " where code = any(?)")
        .with(now, now)
        .array(codes)
        .run();
  }
}
