package io.lamplighter.intake.hotline;

import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the steps of all requests, as the journal tells them, so that partners can ask what is new.
 */
@Component(
    service = {JournalReader.class, Updates.class},
    immediate = true)
public final class Updates implements JournalReader {
  private static final Set<String> TYPES =
      Set.of(
          "request.received",
          "request.triaged",
          "request.merged",
          "request.unmerged",
          "request.returned",
          "request.scheduled",
          "request.dispatched",
          "request.accepted",
          "request.arrived",
          "request.resolved",
          "request.visited",
          "request.closed",
          "request.cancelled",
          "request.reopened");

  private final UnitOfWork work;

  @Activate
  public Updates(@Reference(target = "(" + UnitOfWork.SCHEMA + "=hotline)") UnitOfWork work) {
    this.work = work;
  }

  /** One step of a request; the version it made tells steps of one request apart. */
  record Update(String requestNo, long version, RequestState state, Instant at) {}

  @Override
  public String name() {
    return "intake-hotline.updates";
  }

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    List<RequestFact> facts = batch.stream().map(RequestFact::of).toList();
    new Sql(
            transaction.connection(),
            """
                insert into hotline.update (request_no, version, channel, region, state, at)
                select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                                     ?::timestamptz[])
                on conflict do nothing""")
        .array(batch, Entry::subject)
        .array(facts, fact -> Long.toString(fact.version()))
        .array(facts, fact -> fact.about().channel())
        .array(batch, Entry::region)
        .array(facts, Updates::to)
        .array(batch, entry -> entry.time().toString())
        .run();
  }

  private static String to(RequestFact fact) {
    return fact instanceof RequestFact.Moved moved
        ? moved.step().to()
        : ((RequestFact.Received) fact).to();
  }

  /**
   * Steps of the partner's channels and region in that time, oldest first, at most {@code most}.
   */
  List<Update> between(Caller partner, Instant from, Instant to, int most) {
    return work.call(
        transaction ->
            new Sql(
                    transaction.connection(),
                    """
                    select request_no, version, state, at from hotline.update
                     where at >= ? and at <= ? and channel = any (?) and region like ?
                     order by at, request_no, version limit ?""")
                .with(from, to)
                .array(partner.channels())
                .with(partner.region() + "%", most)
                .list(Updates::read));
  }

  /** All steps of these requests, the oldest first. */
  List<Update> of(Collection<String> requestNos) {
    return work.call(
        transaction ->
            new Sql(
                    transaction.connection(),
                    "select request_no, version, state, at from hotline.update"
                        + " where request_no = any (?) order by request_no, version")
                .array(requestNos)
                .list(Updates::read));
  }

  private static Update read(Row row) throws SQLException {
    return new Update(
        row.text(),
        row.number(),
        RequestState.valueOf(row.text().toUpperCase(Locale.ROOT).replace('-', '_')),
        row.time());
  }
}
