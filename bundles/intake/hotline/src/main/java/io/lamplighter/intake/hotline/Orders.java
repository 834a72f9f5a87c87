package io.lamplighter.intake.hotline;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Under;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Words;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.family.Family;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Says in the journal, in the words of the hotline's canonical order, what has become of each
 * partner's order: also of one whose work is done under another request. Routes tell the partners.
 */
@Component(service = JournalReader.class)
public final class Orders implements JournalReader {
  private static final String SOURCE = "intake-hotline";
  private static final Caller SELF = Caller.system(SOURCE);

  /** Channels whose partners are told. */
  private static final Set<String> CHANNELS = Set.of("hotline", "city", "police");

  /** The steps of an order: 签收, 回退, 预约, 派工…, 延期, 办结, 回访. */
  private static final Map<String, String> STEPS =
      Map.ofEntries(
          Map.entry("request.triaged", "signed"),
          Map.entry("request.returned", "returned"),
          Map.entry("request.scheduled", "scheduled"),
          Map.entry("request.dispatched", "dispatched"),
          Map.entry("request.accepted", "accepted"),
          Map.entry("request.arrived", "arrived"),
          Map.entry("request.extended", "extended"),
          Map.entry("request.resolved", "finished"),
          Map.entry("request.visited", "visited"),
          Map.entry("request.closed", "closed"),
          Map.entry("request.cancelled", "cancelled"),
          Map.entry("request.reopened", "reopened"));

  private final UnitOfWork work;
  private final Journal journal;
  private final Desk desk;
  private final Runnable closing;

  @Activate
  public Orders(
      BundleContext context,
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=hotline)") UnitOfWork work,
      @Reference Journal journal) {
    this(work, journal, new Neighbours(context));
  }

  private Orders(UnitOfWork work, Journal journal, Neighbours neighbours) {
    this(work, journal, neighbours.of(Desk.class).service(), neighbours::close);
  }

  /**
   * @param closing lets the neighbours go
   */
  Orders(UnitOfWork work, Journal journal, Desk desk, Runnable closing) {
    this.work = work;
    this.journal = journal;
    this.desk = desk;
    this.closing = closing;
  }

  /**
   * What people said stays with the desk, and so does the partner's own number: whoever may, finds
   * it there by number and version.
   *
   * @param work the request under which the work is done
   * @param version of that, and below its state and kind
   * @param details as of the request's own entry
   * @param drill true in a rehearsal, else not there
   */
  @FactType(
      value = {
        "hotline-order.signed",
        "hotline-order.returned",
        "hotline-order.scheduled",
        "hotline-order.dispatched",
        "hotline-order.accepted",
        "hotline-order.arrived",
        "hotline-order.extended",
        "hotline-order.finished",
        "hotline-order.visited",
        "hotline-order.closed",
        "hotline-order.cancelled",
        "hotline-order.reopened"
      },
      says = "A step of a partner's order.")
  record Step(
      String channel,
      String work,
      long version,
      @Words(RequestState.class) String to,
      @Words(RequestKind.class) String kind,
      Instant at,
      Map<String, Object> details,
      @Nullable Boolean drill) {}

  @Deactivate
  void stop() {
    closing.run();
  }

  @Override
  public String name() {
    return "intake-hotline.orders";
  }

  @Override
  public Set<String> types() {
    return STEPS.keySet();
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) {
    List<Fact> facts = new ArrayList<>();
    for (Entry entry : batch) {
      RequestFact.Moved moved = entry.as(RequestFact.Moved.class);
      Under own = new Under(entry.subject(), moved.about().channel());
      Stream.concat(Stream.of(own), Family.of(moved, desk, SELF).stream())
          .filter(one -> CHANNELS.contains(one.channel()))
          .sorted(Comparator.comparing(Under::requestNo))
          .forEach(one -> facts.add(step(entry, moved, one)));
    }
    if (!facts.isEmpty()) {
      journal.append(transaction, SOURCE, facts);
    }
  }

  private static Fact step(Entry entry, RequestFact.Moved moved, Under order) {
    Step step =
        new Step(
            order.channel(),
            entry.subject(),
            moved.version(),
            moved.step().to(),
            moved.about().kind(),
            entry.time(),
            details(entry),
            moved.about().drill());
    return Fact.of(
        "hotline-order." + STEPS.get(entry.type()),
        step,
        order.requestNo(),
        entry.region(),
        entry.actor());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> details(Entry entry) {
    return entry.data().get("details") instanceof Map<?, ?> details
        ? (Map<String, Object>) details
        : Map.of();
  }
}
