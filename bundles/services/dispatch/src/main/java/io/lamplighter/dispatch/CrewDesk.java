package io.lamplighter.dispatch;

import io.lamplighter.api.House;
import io.lamplighter.api.dispatch.CrewMembers;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Users;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What whoever keeps crews stands on. It holds nobody: whoever is replaced is waited for when he is
 * asked. Who is of which crew it says to other parts as well.
 */
@Component(service = {CrewDesk.class, CrewMembers.class})
public final class CrewDesk implements CrewMembers {
  static final String SOURCE = Tools.SOURCE;

  private final UnitOfWork work;
  private final Journal journal;
  private final CsvImport csv;
  private final InstantSource clock;
  private final House house;
  private final Organisation organisation;
  private final Supplier<Collection<String>> people;
  private final WorkKinds kinds;
  private final Durations durations;
  private final Runnable closing;

  @Activate
  public CrewDesk(BundleContext context) {
    this(new Neighbours(context), WorkKinds.load(DataFolder.of(context).own("dispatch")));
  }

  private CrewDesk(Neighbours neighbours, WorkKinds kinds) {
    this(
        neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=dispatch)").service(),
        neighbours.of(Journal.class).service(),
        neighbours.of(CsvImport.class).service(),
        neighbours.clock(),
        neighbours.house(),
        neighbours.of(Organisation.class).service(),
        logins(neighbours.of(Users.class).service()),
        kinds,
        neighbours::close);
  }

  private static Supplier<Collection<String>> logins(Users users) {
    return () ->
        users.users(Caller.system(SOURCE)).stream()
            .map(Users.User::name)
            .collect(Collectors.toSet());
  }

  /**
   * @param people the logins there are
   * @param closing lets the neighbours go
   */
  CrewDesk(
      UnitOfWork work,
      Journal journal,
      CsvImport csv,
      InstantSource clock,
      House house,
      Organisation organisation,
      Supplier<Collection<String>> people,
      WorkKinds kinds,
      Runnable closing) {
    this.work = work;
    this.journal = journal;
    this.csv = csv;
    this.clock = clock;
    this.house = house;
    this.organisation = organisation;
    this.people = people;
    this.kinds = kinds;
    this.closing = closing;
    durations = new Durations(kinds);
  }

  @Deactivate
  void stop() {
    closing.run();
  }

  UnitOfWork work() {
    return work;
  }

  Journal journal() {
    return journal;
  }

  CsvImport csv() {
    return csv;
  }

  Organisation organisation() {
    return organisation;
  }

  @Override
  public @Nullable String crewOf(String login) {
    return work.find(t -> new ActTable(t.connection()).crewOf(login));
  }

  /** The logins there are. */
  Collection<String> people() {
    return people.get();
  }

  WorkKinds kinds() {
    return kinds;
  }

  Durations durations() {
    return durations;
  }

  ZoneId zone() {
    return house.zone();
  }

  /** On which something is. */
  LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, house.zone());
  }

  /** Written as done by somebody. */
  void tell(Transaction transaction, Caller by, Record fact, String subject, String region) {
    journal.append(transaction, SOURCE, Fact.of(fact, subject, region, by.actor()));
  }

  /** The time as it is kept. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
