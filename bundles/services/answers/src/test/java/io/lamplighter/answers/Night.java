package io.lamplighter.answers;

import io.lamplighter.api.Location;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.answers.Answer;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.knowledge.Article;
import io.lamplighter.api.knowledge.Knowledge;
import io.lamplighter.api.knowledge.Question;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.systems.Lookups;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.kit.triage.Triage;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import io.lamplighter.store.ToldRequests;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * A night and the neighbours: a real PostgreSQL, a journal that remembers, a desk that keeps to the
 * table of moves, one article, one account, and control's outages.
 */
@NullUnmarked
final class Night {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Instant ELEVEN = at("2026-11-30T23:00");
  static final Caller SUPERVISOR =
      new Caller("chen", Caller.Kind.PERSON, Set.of(Role.SUPERVISOR), "33", Set.of());
  static final Caller SMS = Caller.system("intake-sms");
  static final Caller WEB = Caller.system("intake-web");
  static final String PHONE = "13800000001";
  static final String CUSTOMER = "3306010000017";

  private static final NormalForm FORM = NormalForm.load();
  private static final Triage TRIAGE = Triage.load(null, Night.class, "/triage/kinds.model");
  private static final Topics TOPICS = Topics.load(null, FORM);

  final UnitOfWork work = TestDatabase.unit("answers");
  final CommittedFacts journal = new CommittedFacts();
  final List<Fact> facts = journal.all();
  final Map<String, Request> requests = new HashMap<>();
  final Map<String, RequestState> states = new HashMap<>();
  final List<MoveOrder> moves = new ArrayList<>();
  final List<Look> looks = new ArrayList<>();
  final List<SystemRecord> outages = new ArrayList<>();
  final List<String> gaps = new ArrayList<>();
  final List<String> askedAccounts = new ArrayList<>();
  final Set<String> lookedUp = new java.util.HashSet<>();
  Map<String, Object> account = new HashMap<>();
  Lookups.State accountIs = Lookups.State.CURRENT;
  Article article;
  Instant now = ELEVEN;
  boolean deskIsAway;
  boolean knowledgeIsAway;
  volatile boolean knowledgeHangs;
  String holder;

  /** What comes between the desk's being asked to move and its moving. */
  Runnable beforeMove = () -> {};

  final Tools tools;
  final Answers answers;

  private final ToldRequests told = new ToldRequests();
  private final AnswerFollower follower;
  private final Steps steps;
  private long entries;

  Night() {
    this("00:00-24:00");
  }

  Night(String hours) {
    TestDatabase.reset("answers");
    Words words = Words.load(null);
    Rules rules =
        new Rules(
            Hours.of(hours),
            Set.of("web", "app", "sms", "social"),
            Set.of("sms"),
            3,
            Duration.ofMinutes(10),
            Duration.ofHours(48),
            8,
            4);
    tools =
        new Tools(
            work,
            journal,
            new Agenda(work, () -> now, Tools.AGENDA, Duration.ofMinutes(1)),
            new TestHouse(),
            desk(),
            rules,
            new Figures());
    Desk desk = tools.desk();
    Knowledge knowledge = knowledge();
    Lookups lookups = lookups();
    Records records = records();
    Network network = network();
    Seeking seeking =
        new Seeking(
            tools,
            new Seeking.Guard(FORM, text -> TRIAGE.judge(text).verdict(), TOPICS),
            List.of(
                new ProgressSource(desk, words, () -> ZONE),
                new OutageSource(
                    new PlannedOutages(() -> records, () -> network),
                    new Faults(desk, 3),
                    words,
                    () -> ZONE),
                new BillSource(() -> lookups, "account", words, () -> ZONE),
                new ArticleSource(() -> knowledge, words)),
            () -> knowledge,
            new TimeLimit(Duration.ofMillis(500)));
    steps = new Steps(tools, seeking, 10);
    follower = new AnswerFollower(tools, work);
    answers = new AnswersService(tools, looks());
  }

  static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(ZONE).toInstant();
  }

  static Request.Trust stranger() {
    return new Request.Trust(true, true, "place-1");
  }

  /** Somebody without a login asks on the web; he may write any phone. */
  void web(String no, String text, String phone) {
    request(no, "web", text, phone, null, null, null, stranger());
    received(no, "enquiry", true);
  }

  /** A text from a phone that a customer has on file. */
  void sms(String no, String text, String phone, String customer, String transformer) {
    String by = customer == null ? null : "phone";
    request(no, "sms", text, phone, customer, by, transformer, Request.Trust.FULL);
    // Whoever sends a text picks no kind: the desk has told it from his words.
    stands(RequestKind.ENQUIRY, "请问", RequestState.RECEIVED, requests.get(no));
    received(no, "enquiry", true);
  }

  /** One that stands at the desk, as any channel and anybody may have brought it. */
  void stands(RequestKind kind, String kindReason, RequestState state, Request as) {
    requests.put(
        as.requestNo(),
        new Request(
            as.requestNo(),
            1,
            kind,
            kindReason,
            state,
            as.channel(),
            null,
            as.customerNo(),
            as.matchedBy(),
            as.region(),
            null,
            as.transformer(),
            as.contact(),
            null,
            null,
            as.text(),
            as.priority(),
            null,
            as.receivedAt(),
            null,
            List.of(),
            Set.of(),
            false,
            as.trust(),
            as.finds()));
    states.put(as.requestNo(), state);
  }

  /** Somebody of the house puts the phone of a request right. */
  void phoneCorrected(String no) {
    Request as = requests.get(no);
    Request.Finds finds =
        new Request.Finds(null, null, null, PHONE, null, List.of(), List.of(), List.of("phone"));
    requests.put(
        no,
        new Request(
            no,
            1,
            as.kind(),
            as.kindReason(),
            as.state(),
            as.channel(),
            null,
            as.customerNo(),
            as.matchedBy(),
            as.region(),
            null,
            as.transformer(),
            as.contact(),
            null,
            null,
            as.text(),
            as.priority(),
            null,
            as.receivedAt(),
            null,
            List.of(),
            Set.of(),
            false,
            as.trust(),
            finds));
  }

  /** How many statements the journal's telling of so many moves of others' requests takes. */
  int statements(int entries) {
    List<Entry> batch =
        java.util.stream.IntStream.range(0, entries)
            .mapToObj(
                i ->
                    new Entry(
                        new Cursor(2, i + 1L),
                        i % 2 == 0 ? "request.triaged" : "request.resolved",
                        "9" + i,
                        "330602",
                        "wang",
                        "/desk",
                        now,
                        told.data("request.triaged", "9" + i, Map.of("channel", "call"))))
            .toList();
    int[] statements = {0};
    work.run(
        transaction -> {
          Connection counting =
              service(
                  Connection.class,
                  (proxy, method, given) -> {
                    statements[0] += method.getName().equals("prepareStatement") ? 1 : 0;
                    return method.invoke(transaction.connection(), given);
                  });
          Transaction counted =
              service(
                  Transaction.class,
                  (proxy, method, given) ->
                      method.getName().equals("connection")
                          ? counting
                          : method.invoke(transaction, given));
          follower.handle(counted, batch);
        });
    return statements[0];
  }

  void request(
      String no,
      String channel,
      String text,
      String phone,
      String customer,
      String matchedBy,
      String transformer,
      Request.Trust trust) {
    Location nowhere = null;
    requests.put(
        no,
        new Request(
            no,
            1,
            RequestKind.ENQUIRY,
            "given",
            RequestState.RECEIVED,
            channel,
            null,
            customer,
            matchedBy,
            "330602",
            null,
            transformer,
            new Submission.Contact(null, phone),
            null,
            nowhere,
            text,
            2,
            null,
            now,
            null,
            List.of(),
            Set.of(),
            false,
            trust));
    states.put(no, RequestState.RECEIVED);
  }

  void received(String no, String kind, boolean sure) {
    happens("request.received", no, "system:intake", Map.of("kind", kind, "kindSure", sure));
  }

  /** The journal tells of it, and tells it again. */
  void happens(String type, String no, String actor, Map<String, Object> data) {
    Map<String, Object> all = new HashMap<>(data);
    all.put("channel", requests.get(no).channel());
    Entry entry =
        new Entry(
            new Cursor(1, ++entries),
            type,
            no,
            "330602",
            actor,
            "/desk",
            now,
            told.data(type, no, all));
    for (int i = 0; i < 2; i++) {
      work.run(transaction -> follower.handle(transaction, List.of(entry)));
    }
  }

  /** Does what is due until nothing is. */
  void rounds() {
    for (int round = 0; steps.round() > 0; round++) {
      if (round > 50) {
        throw new AssertionError("it goes on for ever");
      }
    }
  }

  void later(Duration time) {
    now = now.plus(time);
    rounds();
  }

  Answer answer(String no) {
    return answers.get(SUPERVISOR, no);
  }

  /** What he is told; empty when nothing is. */
  String said(String no) {
    return answers.told(WEB, no).map(Answers.Told::text).orElse("");
  }

  List<String> types() {
    return facts.stream().map(Fact::type).toList();
  }

  void outage(String id, String subject, String state, String from, String to, String... some) {
    outages.add(
        new SystemRecord(
            "control",
            "planned-outage",
            id,
            subject,
            "330602",
            now,
            Map.of(
                "outageKind", "planned",
                "state", state,
                "from", at(from).toString(),
                "to", at(to).toString(),
                "transformers", List.of(some))));
  }

  static Article article(String no) {
    return new Article(
        no, 3, "阶梯电价", "第一档每度0.538元。", "浙发改价格〔2022〕1号", LocalDate.of(2027, 12, 31), 0.97);
  }

  @SuppressWarnings("unchecked")
  private static <T> T service(Class<T> type, InvocationHandler calls) {
    return (T) Proxy.newProxyInstance(Night.class.getClassLoader(), new Class<?>[] {type}, calls);
  }

  private static Refusal.Unavailable away() {
    return new Refusal.Unavailable(new Text("away", "离线"), new Exception());
  }

  private Knowledge knowledge() {
    return new Knowledge() {
      @Override
      public Optional<Article> answer(Question question) {
        if (knowledgeIsAway) {
          throw away();
        }
        while (knowledgeHangs) {
          Thread.onSpinWait();
        }
        return Optional.ofNullable(article);
      }

      @Override
      public void gap(Question question, String requestNo) {
        gaps.add(requestNo);
      }
    };
  }

  private Lookups lookups() {
    return service(
        Lookups.class,
        (proxy, method, given) -> {
          askedAccounts.add((String) given[2]);
          Instant asOf = accountIs == Lookups.State.UNAVAILABLE ? null : now;
          return new Lookups.Answer(accountIs, asOf, account);
        });
  }

  private Records records() {
    return service(
        Records.class,
        (proxy, method, given) ->
            new Page<>(
                outages.stream()
                    .filter(one -> given[3] == null || one.subject().equals(given[3]))
                    .toList(),
                null));
  }

  /** T1 and T2 hang on the line L1, that on the substation S1. */
  private Network network() {
    Map<String, String> parents = Map.of("T1", "L1", "T2", "L1", "L1", "S1");
    return service(
        Network.class,
        (proxy, method, given) ->
            new Asset(
                (String) given[1],
                Asset.Kind.LINE,
                null,
                parents.get((String) given[1]),
                "330602",
                null,
                null,
                null,
                null,
                null,
                null));
  }

  private Looks looks() {
    return service(
        Looks.class,
        (proxy, method, given) -> {
          looks.add((Look) given[0]);
          return null;
        });
  }

  /** As the desk has it now. */
  private Request standing(String no) {
    Request first = requests.get(no);
    if (first == null) {
      throw new Refusal.NotFound("request.unknown", new Text("none", "无"));
    }
    lookedUp.add(no);
    return new Request(
        no,
        1L + moves.stream().filter(one -> one.requestNo().equals(no)).count(),
        first.kind(),
        first.kindReason(),
        states.get(no),
        first.channel(),
        null,
        first.customerNo(),
        first.matchedBy(),
        first.region(),
        null,
        first.transformer(),
        first.contact(),
        null,
        null,
        first.text(),
        first.priority(),
        holder,
        first.receivedAt(),
        null,
        List.of(),
        Set.of(),
        first.drill(),
        first.trust(),
        first.finds());
  }

  private Desk desk() {
    return service(
        Desk.class,
        (proxy, method, given) -> {
          if (deskIsAway) {
            throw away();
          }
          return switch (method.getName()) {
            case "get", "root" -> standing((String) given[1]);
            case "timeline" -> List.of(new TimelineItem(now, "request.received", "x", Map.of()));
            case "find" -> {
              String transformer = ((RequestQuery) given[1]).transformer();
              yield new Page<>(
                  requests.values().stream()
                      .filter(one -> one.kind() == RequestKind.FAULT_REPAIR)
                      .filter(one -> Objects.equals(transformer, one.transformer()))
                      .toList(),
                  null);
            }
            case "move" -> {
              beforeMove.run();
              yield move((Caller) given[0], (MoveOrder) given[1]);
            }
            default -> throw new UnsupportedOperationException(method.getName());
          };
        });
  }

  /** As the table of moves has it for an enquiry. */
  private Request move(Caller caller, MoveOrder order) {
    String no = order.requestNo();
    RequestState from = states.get(no);
    boolean triage =
        order.move() == Move.TRIAGE
            && Set.of(RequestState.RECEIVED, RequestState.TRIAGED, RequestState.RETURNED)
                .contains(from);
    boolean resolve = order.move() == Move.RESOLVE && from == RequestState.TRIAGED;
    if (!triage && !resolve) {
      throw new Refusal.Conflict("request.move-not-allowed", new Text("no", "不"));
    }
    moves.add(order);
    states.put(no, triage ? RequestState.TRIAGED : RequestState.RESOLVED);
    happens(
        triage ? "request.triaged" : "request.resolved",
        no,
        caller.actor(),
        triage ? Map.of() : Map.of("outcome", "none"));
    return standing(no);
  }
}
