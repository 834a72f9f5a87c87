package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.dispatch.CrewFact;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.dispatch.Crew.Certificate;
import io.lamplighter.dispatch.Crew.Member;
import io.lamplighter.dispatch.Crew.Sent;
import io.lamplighter.kit.faults.FieldFaults;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds of every change of crews, and is written of it. */
final class CrewChange {
  private static final int SHOWN = 10;

  private final CrewDesk desk;

  CrewChange(CrewDesk desk) {
    this.desk = desk;
  }

  static void mayBy(Caller caller) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
  }

  /** With the region of its station where it says none, its skills in their order; checked. */
  List<Sent> ready(Caller caller, List<Sent> sent, FieldFaults faults) {
    Map<String, Unit> stations = new HashMap<>();
    Organisation organisation = desk.organisation();
    Instant now = desk.now();
    sent.stream()
        .map(one -> one.crew().station())
        .distinct()
        .filter(code -> !code.isEmpty())
        .forEach(code -> organisation.unit(code, now).ifPresent(unit -> stations.put(code, unit)));
    List<Sent> ready =
        sent.stream()
            .map(one -> new Sent(one.pointer(), one.inLine(), ready(one.crew(), stations)))
            .toList();
    new CrewCheck(caller, desk.kinds().skills(), stations, desk.people(), faults).check(ready);
    return ready;
  }

  private static Crew ready(Crew crew, Map<String, Unit> stations) {
    Unit station = stations.get(crew.station());
    String region = crew.region().isEmpty() && station != null ? station.region() : crew.region();
    List<Member> members =
        crew.members().stream()
            .map(
                one ->
                    new Member(
                        one.login(),
                        one.skills().stream()
                            .sorted(Comparator.comparing(Certificate::skill))
                            .toList()))
            .sorted(Comparator.comparing(Member::login))
            .toList();
    return new Crew(
        crew.code(), 0, crew.name(), crew.station(), region, crew.home(), crew.vehicle(), members);
  }

  /**
   * Nobody is in two crews.
   *
   * @param theirs crews that are all in what was sent, or gone
   */
  void ofOneCrew(CrewTables tables, List<Sent> sent, Set<String> theirs, FieldFaults faults)
      throws SQLException {
    List<String> logins =
        sent.stream()
            .flatMap(one -> one.crew().members().stream())
            .map(Member::login)
            .distinct()
            .toList();
    Map<String, String> crewOf = tables.crewOf(logins);
    for (Sent one : sent) {
      List<Member> members = one.crew().members();
      for (int i = 0; i < members.size(); i++) {
        String crew = crewOf.get(members.get(i).login());
        if (crew != null && !crew.equals(one.crew().code()) && !theirs.contains(crew)) {
          CrewCheck.ofAnother(faults, one.atMember(i, "/login"), members.get(i).login(), crew);
        }
      }
    }
  }

  /**
   * @throws Refusal.Conflict {@code crew.open-work}
   */
  static void nothingHangs(CrewTables tables, List<Crew> gone) throws SQLException {
    List<String> busy = tables.busy(gone.stream().map(Crew::code).toList());
    if (!busy.isEmpty()) {
      String some = String.join(", ", busy.stream().limit(SHOWN).toList());
      throw new Refusal.Conflict(
          "crew.open-work",
          new Text("These crews have work and cannot go: " + some, "以下班组尚有派工单，不能移除：" + some));
    }
  }

  /**
   * Some are as they are now, others there no more; told in the same transaction.
   *
   * @return those that are there, with their versions
   */
  List<Crew> keep(Transaction transaction, Caller caller, List<Crew> put, List<Crew> gone)
      throws SQLException {
    CrewTables tables = new CrewTables(transaction.connection());
    Instant now = desk.now();
    List<Fact> facts = new ArrayList<>();
    tables.remove(gone.stream().map(Crew::code).toList(), now);
    for (Crew crew : gone) {
      CrewFact.Removed removed = new CrewFact.Removed(crew.code(), crew.station());
      facts.add(Fact.of(removed, crew.code(), crew.region(), caller.actor()));
    }
    List<Crew> kept = tables.put(put, now);
    for (Crew crew : kept) {
      CrewFact.Changed changed = new CrewFact.Changed(crew.code(), crew.station(), crew.version());
      facts.add(Fact.of(changed, crew.code(), crew.region(), caller.actor()));
    }
    if (!facts.isEmpty()) {
      desk.journal().append(transaction, CrewDesk.SOURCE, facts);
    }
    return kept;
  }
}
