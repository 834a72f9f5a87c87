package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.About;
import io.lamplighter.api.desk.RequestFact.Step;
import io.lamplighter.api.desk.RequestFact.Under;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the desk writes to the journal. Every entry about a request carries the same references, so
 * that a follower needs no call back; names, phones, addresses and words stay with the desk, and so
 * does every text that was given from outside: a channel's id stands here as a digest, a customer's
 * number once it is found among the customers.
 */
final class Facts {
  static final String SOURCE = "desk";
  static final String SELF = Caller.system(SOURCE).actor();

  private Facts() {}

  /** What a move says of its own, beside what every move says. */
  @FunctionalInterface
  interface Telling<F extends Record & RequestFact.Moved> {
    F of(About about, Step step);
  }

  /** The facts of one arrival: received, and merged when it was taken for a duplicate. */
  static List<Fact> of(Arrival arrival) {
    List<Fact> facts = new ArrayList<>(2);
    String no = arrival.requestNo();
    Match match = arrival.match();
    facts.add(
        Fact.of(
            new RequestFact.Received(
                about(arrival, no),
                1,
                RequestState.RECEIVED.wire(),
                arrival.draft().kindReason(),
                arrival.draft().kindSure(),
                arrival.promises(),
                arrival.receivedAt(),
                match == null ? null : match.customerClass(),
                match == null ? null : Boolean.valueOf(match.important()),
                arrival.known().areaType(),
                arrival.draft().confidence(),
                FindTable.told(arrival.draft().finds()),
                arrival.draft().judgement().model()),
            no,
            arrival.region(),
            arrival.draft().caller().actor()));
    String first = arrival.firstRequest();
    String why = arrival.mergeReason();
    if (first != null && why != null) {
      Step step =
          new Step(2, RequestState.RECEIVED.wire(), RequestState.MERGED.wire(), null, List.of());
      facts.add(
          Fact.of(
              new RequestFact.Merged(
                  about(arrival, first), step, new RequestFact.Merged.Into(first, why)),
              no,
              arrival.region(),
              SELF));
    }
    return facts;
  }

  /**
   * A move of an existing request, after it was made.
   *
   * @param under those whose work is done under it now
   */
  static <F extends Record & RequestFact.Moved> Fact moved(
      RequestEntity request,
      RequestState from,
      String actor,
      List<Under> under,
      Telling<F> telling) {
    Step step =
        new Step(
            request.version(),
            from.wire(),
            request.state().wire(),
            request.holder(),
            under.size() > Step.MOST_UNDER ? null : under);
    return Fact.of(telling.of(about(request), step), request.requestNo(), request.region(), actor);
  }

  /** A request whose customer became known after it had come in. */
  static Fact matched(RequestEntity request, long version, Match match) {
    return Fact.of(
        new RequestFact.Matched(
            about(request),
            version,
            new RequestFact.Matched.By(match.by(), match.customerClass(), match.important())),
        request.requestNo(),
        request.region(),
        SELF);
  }

  /** A request whose cell became known after it had come in. */
  static Fact located(RequestEntity request, long version, Belonging belonging) {
    return Fact.of(
        new RequestFact.Located(
            about(request),
            version,
            new RequestFact.Located.By(
                Objects.requireNonNull(belonging.by()), Advice.wire(belonging.areaType()))),
        request.requestNo(),
        request.region(),
        SELF);
  }

  /** A request whose first-responsible is another person now. */
  static Fact handedOver(
      RequestEntity request, String handover, @Nullable String before, String actor) {
    String state = request.state().wire();
    Step step = new Step(request.version(), state, state, request.holder(), null);
    return Fact.of(
        new RequestFact.HandedOver(
            about(request), step, new RequestFact.HandedOver.Handover(handover, before)),
        request.requestNo(),
        request.region(),
        actor);
  }

  /**
   * A request whose rank follows those merged under it.
   *
   * @param because the one that came or left
   */
  static Fact ranked(RequestEntity request, String because) {
    RequestFact.Ranked.Cause cause = new RequestFact.Ranked.Cause(because, null);
    String state = request.state().wire();
    Step step = new Step(request.version(), state, state, request.holder(), null);
    return Fact.of(
        new RequestFact.Ranked(about(request), step, cause),
        request.requestNo(),
        request.region(),
        SELF);
  }

  private static About about(Arrival arrival, String root) {
    var match = arrival.match();
    return new About(
        arrival.requestNo(),
        arrival.draft().kind().wire(),
        arrival.draft().channel(),
        arrival.marks().journalRef(),
        arrival.region(),
        match == null ? null : match.customerNo(),
        arrival.cell(),
        match == null ? null : match.transformer(),
        arrival.priority(),
        root,
        drill(arrival.drill()));
  }

  private static About about(RequestEntity request) {
    return new About(
        request.requestNo(),
        request.kind().wire(),
        request.channel(),
        request.journalRef(),
        request.region(),
        request.matchedBy() == null ? null : request.customerNo(),
        request.cell(),
        request.transformer(),
        request.priority(),
        request.root(),
        drill(request.drill()));
  }

  /** Whoever brings facts out of the house leaves those of a drill inside. */
  private static @Nullable Boolean drill(boolean drill) {
    return drill ? Boolean.TRUE : null;
  }
}
