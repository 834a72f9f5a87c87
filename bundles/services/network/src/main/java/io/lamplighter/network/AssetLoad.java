package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.network.Network.Report;
import io.lamplighter.api.network.NetworkFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.network.AssetSwitch.InForce;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a load that has been read and switches over to it. What takes long only reads, and so
 * holds up nobody; the switch is short, and is made only if nobody else has switched meanwhile.
 */
final class AssetLoad {
  private static final int ATTEMPTS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(AssetLoad.class);

  private final UnitOfWork work;
  private final Journal journal;
  private final Caller caller;
  private final Load load;
  private final Removals removals;
  private final @Nullable String told;
  private long older;

  /**
   * @param told of when the file is, as it says; null when it does not
   */
  AssetLoad(
      UnitOfWork work,
      Journal journal,
      Caller caller,
      Load load,
      Removals removals,
      @Nullable String told) {
    this.work = work;
    this.journal = journal;
    this.caller = caller;
    this.load = load;
    this.removals = removals;
    this.told = told;
  }

  /**
   * @param read assets in the file
   * @throws Refusal.Invalid when the file as a whole does not hold together
   * @throws Refusal.Conflict when it takes out more than it may
   */
  Report switchOver(long read) {
    for (int i = 0; i < ATTEMPTS; i++) {
      InForce base = work.call(t -> new AssetSwitch(t.connection(), load).look());
      new AssetChanges(work, load).complete(base);
      new Regions(work, load).inherit();
      Checked checked = work.call(transaction -> check(transaction, base, read));
      Optional<Report> report = work.call(transaction -> finish(transaction, checked, read));
      if (report.isPresent()) {
        return report.get();
      }
    }
    throw new Refusal.Conflict(
        "network.busy", new Text("The network is being changed all the time", "电网正被其他导入持续更改"));
  }

  /**
   * @param counted how a full load differs from what was in force then
   */
  private record Checked(InForce base, @Nullable Report counted) {}

  private Checked check(Transaction transaction, InForce base, long read) throws SQLException {
    AssetSwitch assets = new AssetSwitch(transaction.connection(), load);
    if (load.full() && assets.isOlder(base, told)) {
      LOG.info(
          "Network, load {} is older than what is in force: it changes nothing", load.number());
      older = read;
      return new Checked(base, new Report(0, 0, 0, 0, 0));
    }
    if (!load.full()) {
      older += new AssetMerge(transaction.connection(), load, base).forgetOlder();
    }
    Faults faults = new Faults();
    new AssetRules(transaction.connection(), load, faults).check();
    faults.refuseIfAny();
    if (!load.full()) {
      return new Checked(base, null);
    }
    AssetSwitch.Difference difference = assets.compare(base);
    removals.check(difference.report().removed(), difference.standing());
    return new Checked(base, difference.report());
  }

  /** Empty when the base has changed since it was checked. */
  private Optional<Report> finish(Transaction transaction, Checked checked, long read)
      throws SQLException {
    AssetSwitch assets = new AssetSwitch(transaction.connection(), load);
    InForce base = assets.hold();
    if (base.version() != checked.base().version()) {
      return Optional.empty();
    }
    Report counted =
        checked.counted() == null
            ? new AssetMerge(transaction.connection(), load, base).merge()
            : checked.counted();
    boolean changes = AssetSwitch.changes(counted);
    if (changes && load.full()) {
      assets.replace(told);
    } else if (load.full()) {
      assets.confirm(told);
    }
    Report report =
        new Report(
            base.version() + (changes ? 1 : 0),
            read,
            counted.added(),
            counted.changed(),
            counted.removed(),
            older,
            Network.PassedOver.NOTHING);
    if (changes) {
      journal.append(transaction, "network", fact(report));
    }
    return Optional.of(report);
  }

  private Fact fact(Report report) {
    return Fact.of(
        new NetworkFact.Switched(
            load.number(),
            load.extent().wire(),
            report.version(),
            report.added(),
            report.changed(),
            report.removed()),
        "network" + load.region(),
        load.region(),
        caller.actor());
  }
}
