package io.lamplighter.desk;

import io.lamplighter.api.customers.AddressBook;
import io.lamplighter.api.customers.AddressBook.Written;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.finds.Finder;
import io.lamplighter.kit.finds.Finds;
import io.lamplighter.kit.finds.Gazetteer;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what texts name, by the names of the customers' places as they were a moment ago: a thread
 * of its own takes them over, so that nobody who brings something in waits for it.
 */
@Component(service = Names.class)
public final class Names {
  private static final Logger LOG = LoggerFactory.getLogger(Names.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Finder finder;
  private final Asking<AddressBook> book;
  private final Runnable goodbye;
  private final @Nullable Rounds rounds;
  private List<Written> known = List.of();
  private volatile Gazetteer gazetteer = Gazetteer.EMPTY;

  @Activate
  public Names(BundleContext context) {
    this(DeskService.ownFiles(context), new Neighbours(context));
  }

  private Names(Path own, Neighbours neighbours) {
    this(own, neighbours.house().zone(), neighbours.of(AddressBook.class), neighbours::close);
  }

  private Names(Path own, ZoneId zone, Neighbour<AddressBook> book, Runnable goodbye) {
    this.finder = Finder.load(own, zone);
    this.book = asking(book.service(), book::isExpected);
    this.goodbye = goodbye;
    this.rounds =
        Rounds.start(
            "lamplighter-desk-names",
            this::round,
            Rounds.patient(LOG, "The names of places stay as they were"));
  }

  /** Takes names over when {@link #round} is called. */
  Names(ZoneId zone, AddressBook book) {
    this.finder = Finder.load(null, zone);
    this.book = asking(book, () -> true);
    this.goodbye = () -> {};
    this.rounds = null;
  }

  private static Asking<AddressBook> asking(AddressBook book, BooleanSupplier expected) {
    return new Asking<>(book, expected, "Places are found without names");
  }

  @Deactivate
  void stop() throws InterruptedException {
    if (rounds != null) {
      rounds.stop(STOP);
    }
    goodbye.run();
  }

  /** Takes over what has changed; while there is nobody who knows names, what was known. */
  int round() {
    List<Written> now = book.ask(AddressBook::written, () -> known);
    if (now != known) {
      gazetteer =
          finder.gazetteer(
              now.stream()
                  .limit(AddressBook.MOST)
                  .map(one -> new Gazetteer.Written(one.address(), one.region(), one.transformer()))
                  .toList());
      known = now;
    }
    return 0;
  }

  /** What somebody's words name, and how the address he gave is written there. */
  Finds find(Caller caller, Submission said, Instant now) {
    return finder.find(
        Objects.requireNonNullElse(said.text(), ""),
        said.address(),
        gazetteer,
        said.region() == null ? caller.region() : said.region(),
        now);
  }

  /** How an address is written there, and what feeds it. */
  Finds address(String address, String region, Instant now) {
    return finder.address(address, gazetteer, region, now);
  }
}
