package io.lamplighter.clocks;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.Limits;
import io.lamplighter.api.journal.JournalSearch;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the rules in force, and tries others. */
@Component(service = Limits.class)
public final class LimitsService implements Limits {
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final Rules rules;
  private final JournalSearch journal;
  private final InstantSource clock;
  private final Semaphore trials = new Semaphore(1);

  @Activate
  public LimitsService(
      @Reference Rules rules, @Reference JournalSearch journal, @Reference InstantSource clock) {
    this.rules = rules;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public List<Limit> find(Caller caller, Wanted wanted) {
    caller.require(Role.values());
    RuleBook book = rules.book();
    LocalDate today = clock.instant().atZone(book.zone()).toLocalDate();
    LocalDate at = wanted.at();
    String region = wanted.region();
    return book.rules().stream()
        .filter(rule -> wanted.code() == null || wanted.code().equals(rule.code()))
        .filter(rule -> wanted.issuer() == null || wanted.issuer().equals(rule.issuer()))
        .filter(rule -> at == null || rule.isValid(at))
        .filter(rule -> region == null || rule.audience().isIn(region))
        .sorted(Comparator.comparing(Rule::code))
        .map(rule -> LimitViews.of(rule, today))
        .toList();
  }

  @Override
  public List<Difference> differences(Caller caller, String from, String to) {
    caller.require(Role.values());
    RuleBook book = rules.book();
    return LimitViews.differences(known(book, from), known(book, to));
  }

  private static Rule known(RuleBook book, String key) {
    return book.rule(key)
        .orElseThrow(
            () ->
                new Refusal.NotFound(
                    "rule.unknown", new Text("There is no such rule in force", "现行规则中没有该条")));
  }

  @Override
  public @Nullable String mistake(Caller caller) {
    caller.require(Role.values());
    return rules.mistake().orElse(null);
  }

  @Override
  public Trial tryOut(Caller caller, String csv) {
    caller.require(Role.SUPERVISOR, Role.INTEGRATOR, Role.ADMINISTRATOR);
    RuleBook tried = Faulty.named(() -> rules.tried(csv));
    if (!trials.tryAcquire()) {
      throw new Refusal.TooMany(
          "rules.trial-running", new Text("Another set is being tried", "正在试算另一套规则"), COME_AGAIN);
    }
    try {
      Instant now = clock.instant();
      RuleBook book = rules.book();
      Set<String> types = new TreeSet<>(tried.types());
      types.addAll(book.types());
      types.add(Families.MERGED);
      PastMonth past = PastMonth.read(journal, caller, types, now);
      List<Outcome> outcomes = new Tryout(book, tried, now).outcomes(past);
      return new Trial(
          tried.rules().size(),
          past.entries() == 0 ? null : past.begins(),
          now,
          past.entries(),
          past.bySubject().size(),
          past.whole(),
          outcomes);
    } finally {
      trials.release();
    }
  }
}
