package io.lamplighter.desk;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.clocks.Promises;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Judge;
import io.lamplighter.api.desk.LearnedModel;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestTexts;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.dispatch.CrewMembers;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The desk, put together: a submission goes in as a group, everything else by itself. */
@Component(
    service = {Desk.class, RequestTexts.class, Judge.class, MetricSource.class},
    immediate = true,
    configurationPid = DeskService.PID)
@Designate(ocd = DeskService.Config.class)
public final class DeskService implements Desk, RequestTexts, Judge, MetricSource {
  static final String PID = "io.lamplighter.desk";

  /** A submission waits no longer for whose it is: that is found out later, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How requests are numbered, grouped and merged. */
  @ObjectClassDefinition(
      name = "%desk.name",
      description = "%desk.description",
      localization = "OSGI-INF/l10n/bundle")
  public @interface Config {
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

  private final Runnable goodbye;
  private final IntakeFigures figures = new IntakeFigures();
  private final Kinds kinds;
  private final SubmissionCheck check;
  private final GroupCommit<Draft, Receipt> intake;
  private final Moves moves;
  private final RequestQueries lookups;
  private final Texts texts;
  private final Similar similar;
  private final InstantSource clock;

  @Activate
  public DeskService(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=desk)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Looks looks,
      @Reference InstantSource clock,
      @Reference House house,
      @Reference Names names,
      Config config,
      BundleContext context) {
    this(
        work,
        journal,
        looks,
        clock,
        house,
        names,
        config,
        ownFiles(context),
        new Neighbours(context, PATIENCE));
  }

  private DeskService(
      UnitOfWork work,
      Journal journal,
      Looks looks,
      InstantSource clock,
      House house,
      Names names,
      Config config,
      Path ownFiles,
      Neighbours neighbours) {
    this(
        work,
        journal,
        looks,
        advice(neighbours, house, Treatments.load(ownFiles)),
        seeing(neighbours),
        clock,
        house,
        names,
        config,
        ownFiles,
        neighbours::close);
    neighbours.of(LearnedModel.class, kinds::take);
  }

  private static Advice advice(Neighbours neighbours, House house, Treatments treatments) {
    Neighbour<Customers> customers = neighbours.of(Customers.class);
    Neighbour<Organisation> organisation = neighbours.of(Organisation.class);
    Neighbour<Promises> promises = neighbours.of(Promises.class);
    return new Advice(
        new Matching(customers.service(), customers::isExpected, treatments),
        new Placing(organisation.service(), organisation::isExpected),
        new Promising(promises.service(), promises::isExpected),
        house.region());
  }

  private static Seeing seeing(Neighbours neighbours) {
    Neighbour<CrewMembers> members = neighbours.of(CrewMembers.class);
    return new Seeing(members.service(), members::isExpected);
  }

  DeskService(
      UnitOfWork work,
      Journal journal,
      Looks looks,
      Advice advice,
      Seeing seeing,
      InstantSource clock,
      House house,
      Names names,
      Config config,
      @Nullable Path ownFiles,
      Runnable goodbye) {
    this.goodbye = goodbye;
    this.clock = clock;
    Treatments treatments = Treatments.load(ownFiles);
    TrackingTokens tokens = new TrackingTokens(work);
    Intake batches =
        new Intake(
            work,
            journal,
            advice,
            treatments,
            new RequestNumbers(house.zone()),
            tokens,
            clock,
            new Intake.Settings(
                Duration.ofMinutes(config.mergeWindowMinutes()), config.mergeMeters()));
    kinds = Kinds.load(ownFiles);
    check = new SubmissionCheck(kinds::triage, names, clock);
    intake =
        new GroupCommit<>(
            config.batchSize(),
            config.maxWaiting(),
            config.batchesAtOnce(),
            drafts -> figures.batch(drafts.size(), () -> batches.take(drafts)));
    moves = new Moves(work, journal, clock, seeing);
    lookups = new RequestQueries(work, journal, looks, tokens, seeing);
    texts = new Texts(work, looks, tokens, house.region());
    similar = new Similar(work, looks, seeing);
  }

  @Deactivate
  void stop() {
    goodbye.run();
  }

  /** Where a company's own tables may lie. */
  static Path ownFiles(BundleContext context) {
    return DataFolder.of(context).own("desk");
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
  public Request root(Caller caller, String requestNo) {
    return lookups.root(caller, requestNo);
  }

  @Override
  public Page<Request> under(Caller caller, String root, @Nullable String after, int limit) {
    return lookups.under(caller, root, after, limit);
  }

  @Override
  public List<Request> similar(Caller caller, String requestNo) {
    return similar.to(caller, requestNo, clock.instant());
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
  public String trackingToken(Caller caller, String requestNo) {
    return lookups.token(caller, requestNo);
  }

  @Override
  public Verdict verdict(String text) {
    return kinds.triage().judge(text).verdict();
  }

  @Override
  public List<Said> texts(Caller caller, Collection<String> requestNos) {
    return texts.of(caller, requestNos);
  }

  @Override
  public List<Metric> metrics() {
    return figures.metrics(intake.waiting());
  }
}
