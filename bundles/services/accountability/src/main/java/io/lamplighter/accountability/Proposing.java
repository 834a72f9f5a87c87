package io.lamplighter.accountability;

import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.kit.agenda.Due;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Gathers a file's evidence and says whom to hold responsible: who had it when it happened. */
final class Proposing {
  /** So long somebody who tells units is waited for where there has never been one. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Tools tools;
  private final BooleanSupplier hasOrganisation;

  /**
   * @param hasOrganisation whether there is anybody to ask for units
   */
  Proposing(Tools tools, BooleanSupplier hasOrganisation) {
    this.tools = tools;
    this.hasOrganisation = hasOrganisation;
  }

  /**
   * Who is to answer, and why.
   *
   * @param person null when nobody is known
   * @param unit that answers for it, null when none is known
   * @param fellows who answer for that unit, then and now
   */
  private record Proposal(
      @Nullable String person, String why, @Nullable String unit, List<String> fellows) {}

  /**
   * @throws io.lamplighter.api.Refusal.Unavailable while the organisation is away: then later
   */
  void propose(Due due) {
    String no = due.subject();
    Known known = tools.work().find(t -> known(t.connection(), no));
    if (known == null || known.file().proposed()) {
      tools.work().run(t -> tools.agenda().done(t, due));
      return;
    }
    FileRow file = known.file();
    Chain chain = chain(known);
    Proposal proposal = proposal(file, chain, isAlone(due));
    tools
        .work()
        .run(
            transaction -> {
              if (!tools.agenda().done(transaction, due)) {
                return;
              }
              Hand hand = new Hand(tools, transaction, Tools.SELF.actor());
              FileEntity entity = hand.locked(no);
              if (entity == null || entity.isProposed()) {
                return;
              }
              EvidenceTables evidence = new EvidenceTables(transaction.connection());
              evidence.add(no, chain.evidence());
              entity.propose(proposal.unit());
              String person = entity.state() == FileState.OPENED ? proposal.person() : null;
              Set<String> barred = new LinkedHashSet<>(chain.hands());
              barred.addAll(proposal.fellows());
              if (person != null) {
                barred.add(person);
              }
              hand.tables().bar(no, barred);
              if (person != null) {
                entity.name(person, proposal.why());
                hand.step(file, entity, FileState.NOTIFIED.wire(), null);
              } else {
                hand.step(file, entity, "unnamed", null);
              }
              Proving.later(tools, transaction, no);
            });
  }

  /**
   * What is there of a file.
   *
   * @param places of the entries that it points to, the one that gave reason for it first
   */
  private record Known(FileRow file, List<Cursor> places) {}

  private static @Nullable Known known(Connection connection, String no) throws SQLException {
    FileTables tables = new FileTables(connection);
    FileRow file = tables.get(no);
    if (file == null) {
      return null;
    }
    List<Cursor> places = new ArrayList<>(List.of(tables.entry(no)));
    new EvidenceTables(connection).of(no).forEach(kept -> places.add(kept.entry()));
    return new Known(file, places);
  }

  private Chain chain(Known known) {
    String on = known.file().all().on();
    Cursor cause = known.places().get(0);
    Trail trail = new Trail(tools.journal());
    return Chain.of(
        trail.about(on, cause, Finder.TYPES),
        known.file().all().at(),
        cause,
        trail.at(on, known.places()));
  }

  /** Nobody tells units here, and nobody ever has. */
  private boolean isAlone(Due due) {
    return !hasOrganisation.getAsBoolean()
        && tools.now().isAfter(due.since().plus(PATIENCE))
        && !tools.work().read(t -> new FileTables(t.connection()).knowsUnits());
  }

  /** Who did what a rule has found; null when nobody did anything. */
  private @Nullable String did(FileRow file, Chain chain) {
    FindingRule rule = tools.library().get().rules().get(file.all().cause());
    boolean done = rule == null || rule.kind().isDone();
    return file.all().byRule() && done ? chain.by() : null;
  }

  /** Who has a complaint in hand looks into it: it is the cell that it is about. */
  private static @Nullable String holder(FileRow file, Chain chain) {
    return file.all().cause().equals(Cause.JUSTIFIED) ? null : chain.holder();
  }

  private Proposal proposal(FileRow file, Chain chain, boolean alone) {
    String did = did(file, chain);
    String holder = did == null ? holder(file, chain) : did;
    String known = file.all().cell() == null ? chain.cell() : file.all().cell();
    String cell = alone ? null : known;
    if (holder != null) {
      return new Proposal(
          holder,
          did == null ? "held" : "did",
          cell,
          cell == null ? List.of() : fellows(file, cell));
    }
    List<Unit> line = cell == null ? List.of() : tools.organisation().line(cell, file.all().at());
    for (Unit unit : line) {
      List<String> people = tools.organisation().inCharge(unit.code(), file.all().at());
      if (!people.isEmpty()) {
        return new Proposal(people.get(0), "in-charge", unit.code(), fellows(file, unit.code()));
      }
    }
    return new Proposal(null, "", cell, List.of());
  }

  private List<String> fellows(FileRow file, String unit) {
    List<String> all = new ArrayList<>(tools.organisation().inCharge(unit, file.all().at()));
    all.addAll(tools.organisation().inCharge(unit, tools.now()));
    return List.copyOf(new LinkedHashSet<>(all));
  }
}
