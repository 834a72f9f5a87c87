package io.lamplighter.desk;

import io.lamplighter.api.Page;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The desk, put together: a submission goes in as a group, everything else by itself. */
@Component(
    service = {Desk.class, MetricSource.class},
    immediate = true,
    configurationPid = DeskService.PID)
@Designate(ocd = DeskService.Config.class)
public final class DeskService implements Desk, MetricSource {
  static final String PID = "io.lamplighter.desk";

  /** How requests are numbered, grouped and merged. */
  @ObjectClassDefinition(
      name = "%desk.name",
      description = "%desk.description",
      localization = "OSGI-INF/l10n/bundle")
  public @interface Config {
    @AttributeDefinition(name = "%zone.name", description = "%zone.description")
    String zone() default "Asia/Shanghai";

    @AttributeDefinition(name = "%defaultRegion.name", description = "%defaultRegion.description")
    String defaultRegion() default "33";

    @AttributeDefinition(
        name = "%mergeWindowMinutes.name",
        description = "%mergeWindowMinutes.description",
        min = "0",
        max = "1440")
    int mergeWindowMinutes() default 120;

    @AttributeDefinition(
        name = "%mergeMeters.name",
        description = "%mergeMeters.description",
        min = "0",
        max = "500")
    int mergeMeters() default 50;

    @AttributeDefinition(
        name = "%batchSize.name",
        description = "%batchSize.description",
        min = "1",
        max = "500")
    int batchSize() default 64;

    @AttributeDefinition(
        name = "%batchesAtOnce.name",
        description = "%batchesAtOnce.description",
        min = "1",
        max = "8")
    int batchesAtOnce() default 2;

    @AttributeDefinition(
        name = "%maxWaiting.name",
        description = "%maxWaiting.description",
        min = "1",
        max = "100000")
    int maxWaiting() default 2000;

    @AttributeDefinition(
        name = "%contactDays.name",
        description = "%contactDays.description",
        min = "0",
        max = "3650")
    int contactDays() default 365;
  }

  private final IntakeFigures figures = new IntakeFigures();
  private final SubmissionCheck check;
  private final GroupCommit<Draft, Receipt> intake;
  private final Moves moves;
  private final Lookups lookups;

  @Activate
  public DeskService(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=desk)") UnitOfWork work,
      @Reference Journal journal,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Customers customers,
      @Reference InstantSource clock,
      Config config) {
    this(work, journal, customers, clock, config, ownFiles());
  }

  DeskService(
      UnitOfWork work,
      Journal journal,
      @Nullable Customers customers,
      InstantSource clock,
      Config config,
      @Nullable Path ownFiles) {
    Treatments treatments = Treatments.load(ownFiles);
    TrackingTokens tokens = new TrackingTokens(work);
    Intake batches =
        new Intake(
            work,
            journal,
            customers,
            treatments,
            new RequestNumbers(ZoneId.of(config.zone())),
            tokens,
            clock,
            new Intake.Settings(
                Duration.ofMinutes(config.mergeWindowMinutes()),
                config.mergeMeters(),
                config.defaultRegion()));
    check = new SubmissionCheck(KindRules.load(ownFiles), clock);
    intake =
        new GroupCommit<>(
            config.batchSize(),
            config.maxWaiting(),
            config.batchesAtOnce(),
            drafts -> figures.batch(drafts.size(), () -> batches.take(drafts)));
    moves = new Moves(work, journal, treatments, clock);
    lookups = new Lookups(work, journal, tokens);
  }

  /** Where a company's own tables may lie. */
  static @Nullable Path ownFiles() {
    String data = System.getProperty("lamp.data");
    return data == null ? null : Path.of(data, "etc", "desk");
  }

  @Override
  public Receipt submit(Caller caller, Submission submission) {
    return figures.submission(() -> intake.submit(check.check(caller, submission)));
  }

  @Override
  public Page<Request> find(Caller caller, RequestQuery query) {
    return lookups.find(caller, query);
  }

  @Override
  public Request get(Caller caller, String requestNo) {
    return lookups.get(caller, requestNo);
  }

  @Override
  public List<TimelineItem> timeline(Caller caller, String requestNo) {
    return lookups.timeline(caller, requestNo);
  }

  @Override
  public Request move(Caller caller, MoveOrder order) {
    return moves.move(caller, order);
  }

  @Override
  public Tracking track(String requestNo, String token) {
    return lookups.track(requestNo, token);
  }

  @Override
  public List<Metric> metrics() {
    return figures.metrics(intake.waiting());
  }
}
