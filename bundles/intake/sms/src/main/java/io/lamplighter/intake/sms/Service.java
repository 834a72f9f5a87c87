package io.lamplighter.intake.sms;

import io.lamplighter.api.House;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.sms.OutboxTables.Text;
import io.lamplighter.intake.sms.Segments.Segment;
import io.lamplighter.kit.rounds.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsmpp.bean.BindType;
import org.jsmpp.extra.NegativeResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything for one message centre, put together and running. */
final class Service implements AutoCloseable, Sender.Transmitter {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final long SWEEP_NANOS = Duration.ofSeconds(2).toNanos();
  private static final Duration STOP = Duration.ofSeconds(15);

  private final TextFigures figures = new TextFigures();
  private final Outbox outbox;
  private final DeliverListener reception;
  private final List<SmscLine> lines;
  private final Inbox inbox;
  private final Sender sender;
  private final Rounds rounds;
  private long swept = System.nanoTime();

  Service(
      UnitOfWork work,
      Journal journal,
      Desk desk,
      Supplier<@Nullable Answers> answers,
      InstantSource clock,
      House house,
      Texts texts,
      IntakeSmsConfig config) {
    outbox =
        new Outbox(work, journal, clock, figures, config.serviceNumber(), config.answersPerHour());
    Answering answering =
        new Answering(
            work,
            desk,
            answers,
            outbox,
            texts,
            house,
            config.region().isBlank() ? null : config.region(),
            clock);
    inbox =
        new Inbox(
            work,
            journal,
            answering,
            outbox,
            clock,
            figures,
            new Inbox.Settings(
                Alphabet.valueOf(config.alphabet()),
                Duration.ofSeconds(config.partsSeconds()),
                Duration.ofSeconds(config.repeatSeconds()),
                texts.of("gap").zh(),
                () -> config.region().isBlank() ? house.region() : config.region()));
    reception = new DeliverListener(inbox::accept);
    SmscLogin login = login(config);
    lines =
        config.bind().equals("separate")
            ? List.of(line(login.as(BindType.BIND_TX)), line(login.as(BindType.BIND_RX)))
            : List.of(line(login));
    sender = new Sender(outbox, this, house, figures, config.perSecond());
    rounds =
        Rounds.start(
            "lamplighter-sms", this::round, e -> LOG.warn("Texts wait a moment: {}", e.toString()));
    outbox.onNews(rounds::wake);
  }

  private int round() throws InterruptedException {
    if (System.nanoTime() - swept >= SWEEP_NANOS) {
      swept = System.nanoTime();
      inbox.sweep();
    }
    return sender.send();
  }

  private SmscLine line(SmscLogin login) {
    return new SmscLine(login, reception, outbox::wake);
  }

  private static SmscLogin login(IntakeSmsConfig config) {
    return new SmscLogin(
        config.host(),
        config.port(),
        config.tls(),
        config.systemId(),
        password(config),
        config.systemType(),
        BindType.BIND_TRX,
        config.enquireSeconds(),
        config.atOnce());
  }

  private static String password(IntakeSmsConfig config) {
    try {
      return config.passwordFile().isBlank()
          ? config.password()
          : Files.readString(Path.of(config.passwordFile())).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("passwordFile " + config.passwordFile(), e);
    }
  }

  Carrier.Outcome carry(Notice notice) {
    return outbox.carry(notice);
  }

  @Override
  public boolean isBound() {
    return lines.stream().allMatch(SmscLine::isBound);
  }

  @Override
  public String submit(Text text, Segment segment) throws IOException, NegativeResponseException {
    for (SmscLine line : lines) {
      if (line.transmits()) {
        return line.submit(text.service(), text.to(), segment);
      }
    }
    throw new IOException("no line transmits");
  }

  String state() {
    return lines.stream().map(SmscLine::state).distinct().collect(Collectors.joining(", "));
  }

  List<Metric> metrics() {
    return Stream.concat(figures.metrics(isBound()).stream(), outbox.metrics().stream()).toList();
  }

  /** What is inside is done; the centre keeps the rest. */
  @Override
  public void close() {
    reception.close();
    try {
      rounds.stop(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lines.forEach(SmscLine::close);
  }
}
