package io.lamplighter.visits;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitQuery;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.Visits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The visits: look, and what agents are told. */
@Component(service = Visits.class)
public final class VisitsService implements Visits {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR
  };
  private static final Duration LONGEST = Duration.ofDays(400);

  private final Tools tools;
  private final Answers answers;

  @Activate
  public VisitsService(@Reference VisitDesk desk) {
    this(desk.tools());
  }

  VisitsService(Tools tools) {
    this.tools = tools;
    this.answers = new Answers(tools);
  }

  @Override
  public Page<Visit> find(Caller caller, VisitQuery query) {
    caller.require(READERS);
    Page.check(query.limit());
    return tools
        .work()
        .call(t -> new VisitQueries(t.connection()).find(query, caller, tools.now()));
  }

  @Override
  public Visit get(Caller caller, String id) {
    caller.require(READERS);
    return tools
        .work()
        .call(
            transaction -> {
              VisitTables tables = new VisitTables(transaction.connection());
              OneVisit found = tables.get(id);
              if (found == null || !caller.covers(found.region)) {
                throw Answers.unknown();
              }
              return tables.shown(found);
            });
  }

  @Override
  public Optional<Boolean> asks(String requestNo, Instant resolvedAt) {
    OneVisit found =
        tools.work().find(t -> new VisitTables(t.connection()).since(requestNo, resolvedAt));
    if (found == null || found.state == VisitState.UNDECIDED) {
      return Optional.empty();
    }
    // Who is asked later is asked by a text of its own.
    return Optional.of(
        found.state == VisitState.ASKED
            && found.askedAt != null
            && !found.askedAt.isAfter(tools.now()));
  }

  @Override
  public Visit answer(Caller caller, String id, @Nullable Long seen, Said said) {
    return answers.answer(caller, id, seen, said);
  }

  @Override
  public Visit tried(Caller caller, String id, @Nullable Long seen, String outcome) {
    return answers.tried(caller, id, seen, outcome);
  }

  @Override
  public List<Rate> rates(
      Caller caller, String by, Instant from, Instant to, @Nullable String kind) {
    caller.require(READERS);
    List<FieldError> errors = new ArrayList<>();
    if (!VisitQueries.UNITS.containsKey(by)) {
      String all = String.join(", ", new TreeSet<>(VisitQueries.UNITS.keySet()));
      errors.add(FieldError.of("/by", "must be one of " + all, "须为以下之一：" + all));
    }
    if (!from.isBefore(to)) {
      errors.add(FieldError.of("/to", "must be after from", "须晚于 from"));
    } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      errors.add(FieldError.of("/to", "must be at most 400 days after from", "至多晚于 from 400 天"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return tools
        .work()
        .call(t -> new VisitQueries(t.connection()).rates(by, from, to, kind, caller.region()));
  }
}
