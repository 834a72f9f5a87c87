package io.lamplighter.accountability;

import io.lamplighter.accountability.ActTable.Row;
import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.ActOrder;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.security.Caller;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What people do with files. */
final class Acts {
  private static final long LEAST_CASE = 100_000_000L;

  private final Tools tools;
  private final Bars bars;
  private final RandomGenerator random = new SecureRandom();

  Acts(Tools tools) {
    this.tools = tools;
    this.bars = new Bars(tools);
  }

  /**
   * Does it; what is answered is the file as a list shows it, with what may be done with it next.
   */
  AccountabilityFile act(Caller caller, ActOrder order) {
    Row row = ActTable.of(order.act());
    Bars.Fellows fellows = bars.fellows(order.no());
    if (order.act() == FileAct.NAME) {
      isThere(order.no(), checked(row, order).text("person"));
    }
    return tools
        .work()
        .command(
            transaction -> {
              Hand hand = new Hand(tools, transaction, Rights.login(caller));
              FileEntity entity = hand.locked(order.no());
              FileRow file = entity == null ? null : hand.tables().get(order.no());
              if (entity == null || file == null) {
                throw unknown();
              }
              Rights rights =
                  new Rights(caller, file, bars.isBarred(hand.tables(), caller, file, fellows));
              if (!rights.sees()) {
                throw unknown();
              }
              if (!file.proposed()) {
                throw new Refusal.Unavailable(
                    new Text(
                        "It is not known yet who has had this in hand: nobody may act on it",
                        "经办与责任人尚在核定，暂不能操作"),
                    new IllegalStateException(order.no() + " is not proposed"));
              }
              rights.check(row);
              Long seen = order.seenVersion();
              if (seen != null && seen != file.all().version()) {
                throw new Refusal.Stale(seen, file.all().version());
              }
              if (!row.fits(file.all())) {
                throw new Refusal.Conflict(
                    "file.act-not-allowed",
                    new Text(
                        "A file that is " + file.all().state().wire() + " does not allow this",
                        "该档当前状态不允许此操作：" + file.all().state().wire()));
              }
              act(hand, file, entity, order.act(), checked(row, order));
              FileRow then = Objects.requireNonNull(hand.tables().get(order.no()));
              Rights next =
                  new Rights(caller, then, bars.isBarred(hand.tables(), caller, then, fellows));
              return Sight.shown(next, null, List.of(), List.of(), next.allowed());
            });
  }

  /** A person of the file's own region, or of one above it. */
  private void isThere(String no, String person) {
    FileRow file = tools.work().find(t -> new FileTables(t.connection()).get(no));
    if (file != null && !tools.people().apply(file.all().region()).contains(person)) {
      throw new Refusal.Invalid(
          "/person", "there is no user " + person + " in its region", "该区域没有用户 " + person);
    }
  }

  private ActData checked(Row row, ActOrder order) {
    return ActData.check(row, order.data(), tools.library().get());
  }

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound("file.unknown", new Text("There is no such file", "没有该档"));
  }

  private void act(Hand hand, FileRow file, FileEntity entity, FileAct act, ActData data)
      throws SQLException {
    switch (act) {
      case NAME -> name(hand, file, entity, data);
      case JUDGE -> judge(hand, file, entity, data);
      case MEASURE -> measure(hand, file, entity, data);
      case DECIDE -> decide(hand, file, entity, data);
      case ACCEPT -> {
        hand.step(file, entity, "accepted", null);
        hand.close(file, entity, level(file));
      }
      case GRADE -> {
        entity.grade(data.is("right"));
        hand.graded(file, entity, data.is("right"));
      }
      case PUBLISH -> {
        long number = caseNo(hand);
        entity.publish(number, hand.now());
        hand.published(file, number);
      }
      default -> {
        String said = change(hand, file, entity, act);
        String text = data.maybeText("text");
        String reason = data.maybeText("reason");
        hand.step(
            file,
            entity,
            said,
            text != null ? text : reason != null ? reason : data.maybeText("note"));
        if (act == FileAct.TELL && level(file) == Levels.NOTHING) {
          // Nothing follows: there is nothing to appeal against.
          hand.close(file, entity, Levels.NOTHING);
        }
      }
    }
  }

  /** Of those acts that say no more than that they were done: what is written of it. */
  private static String change(Hand hand, FileRow file, FileEntity entity, FileAct act) {
    return switch (act) {
      case STATE -> {
        entity.step(FileState.STATED);
        yield "stated";
      }
      case APPROVE -> {
        entity.step(FileState.APPROVED);
        yield "approved";
      }
      case RETURN -> {
        entity.giveBack();
        yield "returned";
      }
      case TELL -> {
        entity.step(FileState.TOLD);
        yield "told";
      }
      case APPEAL -> {
        entity.step(FileState.APPEALED);
        yield "appealed";
      }
      case ANNUL -> {
        entity.proposeAnnulment(hand.actor());
        yield "annulment-proposed";
      }
      case CONFIRM -> {
        entity.annul(hand.now());
        yield "annulled";
      }
      default -> throw new IllegalArgumentException(act + " of " + file.all().no());
    };
  }

  /** Numbers that come one after another would tell which file was published when. */
  private long caseNo(Hand hand) throws SQLException {
    long drawn;
    do {
      drawn = random.nextLong(LEAST_CASE, 10 * LEAST_CASE);
    } while (hand.tables().isCase(drawn));
    return drawn;
  }

  private static int level(FileRow file) {
    return Objects.requireNonNull(file.all().level());
  }

  private static String measure(FileRow file) {
    return Objects.requireNonNull(file.all().measure());
  }

  private static void name(Hand hand, FileRow file, FileEntity entity, ActData data)
      throws SQLException {
    String person = data.text("person");
    hand.tables().bar(file.all().no(), List.of(person));
    if (person.equals(hand.actor())) {
      throw new Refusal.Invalid("/person", "nobody names himself", "不得指定本人");
    }
    if (person.equals(file.all().person())) {
      throw new Refusal.Invalid("/person", "is held responsible already", "已是责任人");
    }
    entity.name(person, "named");
    hand.step(file, entity, "named", data.text("reason"));
    hand.step(file, entity, FileState.NOTIFIED.wire(), null);
  }

  private void judge(Hand hand, FileRow file, FileEntity entity, ActData data) throws SQLException {
    Library library = tools.library().get();
    LocalDate opened = tools.day(file.all().openedAt());
    entity.judge(Judged.of(library, opened, hand.tables(), file.all(), data));
    hand.step(file, entity, "judged", data.text("reason"));
  }

  private void measure(Hand hand, FileRow file, FileEntity entity, ActData data)
      throws SQLException {
    AccountabilityFile.Proposal proposal = file.all().proposal();
    int proposed = proposal == null ? Levels.NOTHING : proposal.level();
    String usual = proposal == null ? tools.library().get().measure(proposed) : proposal.measure();
    Integer given = data.maybeNumber("level");
    int level = given == null ? proposed : given;
    if (proposal == null && level != Levels.NOTHING) {
      throw new Refusal.Invalid("/level", "is 0 where no fault was found", "认定不成立的，等级只能为 0");
    }
    String instead = level == proposed ? usual : tools.library().get().measure(level);
    String measure = Objects.requireNonNullElse(data.maybeText("measure"), instead);
    if (!measure.equals(instead)) {
      fits(measure, level);
    }
    boolean deviates = level != proposed || !measure.equals(usual);
    if (deviates && !data.has("reason")) {
      throw new Refusal.Invalid(
          "/reason",
          "is needed: the library says level " + proposed + ", " + usual,
          "与责任库不一致（库：" + proposed + " 级，" + usual + "），须写明理由");
    }
    entity.measure(level, measure);
    hand.step(file, entity, "measured", data.maybeText("reason"));
  }

  /** A measure is of one level, or of every one at which something follows. */
  private void fits(String measure, int level) {
    Integer own = Objects.requireNonNull(tools.library().get().measures().get(measure)).level();
    if (own == null ? level == Levels.NOTHING : own != level) {
      throw new Refusal.Invalid(
          "/measure", "is not one of level " + level, "不是 " + level + " 级的措施");
    }
  }

  /** An appeal never makes it graver. */
  private void decide(Hand hand, FileRow file, FileEntity entity, ActData data)
      throws SQLException {
    String outcome = data.text("outcome");
    if (!outcome.equals("reduced")) {
      List<FieldError> extra =
          Stream.of("level", "measure")
              .filter(data::has)
              .map(name -> FieldError.of("/" + name, "is for reduced only", "仅减轻时填写"))
              .toList();
      if (!extra.isEmpty()) {
        throw new Refusal.Invalid(extra);
      }
    }
    int before = level(file);
    int level =
        switch (outcome) {
          case "stands" -> before;
          case "dropped" -> Levels.NOTHING;
          default -> Objects.requireNonNullElse(data.maybeNumber("level"), before);
        };
    boolean lighter = level == Levels.NOTHING || level > before;
    if (outcome.equals("reduced") && !lighter) {
      throw new Refusal.Invalid("/level", "must be lighter than " + before, "须轻于 " + before + " 级");
    }
    String given = data.maybeText("measure");
    if (given != null) {
      fits(given, level);
    }
    String usual = outcome.equals("stands") ? measure(file) : tools.library().get().measure(level);
    entity.decide(level, Objects.requireNonNullElse(given, usual));
    String said = outcome.equals("stands") ? "confirmed" : "changed";
    hand.step(file, entity, said, data.text("reason"));
    hand.close(file, entity, level);
  }
}
