package io.lamplighter.clocks;

import io.lamplighter.api.House;
import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.data.OwnFiles;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force: those that ship, or a company's own in {@code etc/clocks}, and the calendars'
 * years that were brought in. Looked at every few seconds, checked as a whole; while anything is
 * wrong, the last good set stays.
 */
@Component(service = Rules.class)
public final class Rules {
  private static final Logger LOG = LoggerFactory.getLogger(Rules.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  /** Rounds come every second; files and years are looked at in each of so many. */
  private static final int EVERY = 3;

  private final @Nullable Path own;
  private final Supplier<ZoneId> zone;
  private final Supplier<Years> imported;
  private final @Nullable FactTypes types;
  private final List<Consumer<RuleBook>> listeners = new CopyOnWriteArrayList<>();
  private final Closing closing;
  private volatile RuleBook book;
  private volatile Years years = Years.NONE;
  private volatile String mark = "";
  private volatile @Nullable String mistake;
  private volatile boolean looked;
  private @Nullable Object seen;
  private int round;

  /** What ends with the component. */
  private interface Closing {
    void close() throws InterruptedException;
  }

  @Activate
  public Rules(BundleContext context) {
    Neighbours neighbours = new Neighbours(context);
    House house = neighbours.house();
    YearTables tables =
        new YearTables(
            neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=clocks)").service());
    own = DataFolder.of(context).own("clocks");
    zone = house::zone;
    imported = tables::all;
    types = neighbours.of(FactTypes.class).service();
    book = begun(Years.NONE);
    Rounds rounds =
        Rounds.start(
            "lamplighter-clocks-rules",
            this::round,
            e -> LOG.warn("The rules in force stay a moment: {}", e.toString()));
    closing =
        () -> {
          rounds.stop(STOP);
          neighbours.close();
        };
  }

  /**
   * Without a thread: {@link #look} is called by hand.
   *
   * @param own where own files lie; null for none
   */
  Rules(
      @Nullable Path own,
      Supplier<ZoneId> zone,
      Supplier<Years> imported,
      @Nullable FactTypes types) {
    this.own = own;
    this.zone = zone;
    this.imported = imported;
    this.types = types;
    this.closing = () -> {};
    this.book = begun(Years.NONE);
  }

  /**
   * The company's own rules are in force from the first moment on, or those that ship while there
   * is a mistake. What entries there are, other parts tell, who may come later; the first look asks
   * them.
   */
  private RuleBook begun(Years imported) {
    try {
      RuleBook begun = RuleSet.load(own, imported).book(zone);
      mark = OwnFiles.mark(own);
      return begun;
    } catch (IllegalArgumentException e) {
      mistake = e.getMessage();
      LOG.warn("The rules that ship are in force: {}", e.getMessage());
      mark = "";
      return RuleSet.load(null, imported).book(zone);
    }
  }

  private int round() {
    if (round++ % EVERY == 0 || !looked) {
      look();
    }
    return 0;
  }

  /** Looks again; another set comes in force when anything has changed and nothing is wrong. */
  synchronized void look() {
    Years now = imported.get();
    Object sight = List.of(OwnFiles.sight(own), now.version(), known());
    if (sight.equals(seen) && mistake == null) {
      return;
    }
    try {
      RuleSet set = RuleSet.load(own, now);
      // Those that ship may wait for parts that a company does not install.
      if (types != null && OwnFiles.has(own, RuleFile.NAME)) {
        new TypeCheck(types).check(set.rules());
      }
      boolean first = seen == null && mistake == null && now.version() == 0;
      RuleBook next = set.book(zone);
      years = now;
      book = next;
      mark = OwnFiles.mark(own);
      mistake = null;
      seen = sight;
      if (!first) {
        listeners.forEach(listener -> listener.accept(next));
      }
    } catch (IllegalArgumentException e) {
      if (!Objects.equals(mistake, e.getMessage())) {
        LOG.warn("The rules in force stay: {}", e.getMessage());
      }
      if (!looked) {
        years = now;
        book = begun(now);
      }
      mistake = e.getMessage();
      seen = sight;
    }
    looked = true;
  }

  /** Whether the years that were brought in are known; before, no limit can be reckoned. */
  boolean haveLooked() {
    return looked;
  }

  /** Looks at once, as far as that can be done; else the next round does. */
  void news() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warn("The rules in force stay a moment: {}", e.toString());
    }
  }

  private int known() {
    return types == null ? 0 : types.all().size();
  }

  RuleBook book() {
    return book;
  }

  /** The years that were brought in, as they are in force. */
  Years years() {
    return years;
  }

  /** Of a year that was brought in; 0 of one from a file. */
  long versionOf(String calendar, int year) {
    Years.Imported one = years.of(calendar).get(year);
    return one == null ? 0 : one.version();
  }

  /** Whence a year in force is: brought-in, file or shipped. */
  String sourceOf(String calendar, int year) {
    if (years.of(calendar).containsKey(year)) {
      return "brought-in";
    }
    return OwnFiles.has(own, CalendarYear.file(calendar, year)) ? "file" : "shipped";
  }

  /** Of the company's own files in force, the same on every node that has them; empty without. */
  String mark() {
    return mark;
  }

  /** Why the files are not in force; empty when they are. */
  Optional<String> mistake() {
    return Optional.ofNullable(mistake);
  }

  /** The set that another {@code rules.csv} would make; nothing comes in force. */
  RuleBook tried(String rules) {
    RuleSet set = RuleSet.of(DataFile.parse(RuleFile.NAME, rules, RuleFile.COLUMNS), own, years);
    if (types != null) {
      new TypeCheck(types).check(set.rules());
    }
    return set.book(zone);
  }

  /** The set that another year of a calendar would make; nothing comes in force. */
  RuleBook tried(String name, Years.Imported year) {
    return RuleSet.load(own, years.with(name, year)).book(zone);
  }

  /**
   * Tells of every other set that comes in force, rules or calendars.
   *
   * @return ends it
   */
  Runnable listen(Consumer<RuleBook> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Deactivate
  void stop() throws InterruptedException {
    closing.close();
  }
}
