package io.lamplighter.accountability;

import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.kit.agenda.Due;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
    FileRow file = tools.work().find(t -> new FileTables(t.connection()).get(no));
    if (file == null || file.proposed()) {
      tools.work().run(t -> tools.agenda().done(t, due));
      return;
    }
    Chain chain = chain(file);
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
              hand.tables().bar(no, chain.hands());
              hand.tables().bar(no, proposal.fellows());
              entity.propose(proposal.unit());
              String person = proposal.person();
              if (person != null && entity.state() == FileState.OPENED) {
                hand.tables().bar(no, List.of(person));
                entity.name(person, proposal.why());
                hand.step(file, entity, FileState.NOTIFIED.wire(), null);
              } else {
                hand.step(file, entity, "unnamed", null);
              }
              Proving.later(tools, transaction, no);
            });
  }

  private Chain chain(FileRow file) {
    String no = file.all().no();
    String on = file.all().on();
    Cursor cause = tools.work().read(t -> new FileTables(t.connection()).entry(no));
    List<Cursor> places = new ArrayList<>(List.of(cause));
    tools
        .work()
        .read(t -> new EvidenceTables(t.connection()).of(no))
        .forEach(kept -> places.add(kept.entry()));
    Trail trail = new Trail(tools.journal());
    return Chain.of(
        trail.about(on, cause, Finder.TYPES), file.all().at(), cause, trail.at(on, places));
  }

  /** Nobody tells units here, and nobody ever has. */
  private boolean isAlone(Due due) {
    return !hasOrganisation.getAsBoolean()
        && tools.now().isAfter(due.since().plus(PATIENCE))
        && !tools.work().read(t -> new FileTables(t.connection()).knowsUnits());
  }

  /** Who did what a rule has found; he who held it when nobody did anything. */
  private @Nullable String did(FileRow file, Chain chain) {
    FindingRule rule = tools.library().get().rules().get(file.all().cause());
    boolean held = rule != null && rule.kind() == FindingRule.Kind.HELD;
    return file.all().byRule() && !held ? chain.by() : null;
  }

  private Proposal proposal(FileRow file, Chain chain, boolean alone) {
    String did = did(file, chain);
    String holder = did == null ? chain.holder() : did;
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
