package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.dispatch.OfferTable.Tentative;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds times that hold: by the crews' tours as they are, with what is under offer to others taken
 * for taken while there is anything else. Equal tours give equal offers.
 */
final class Offers {
  /** So long a crew needs at least to hear of it. */
  static final Duration SOONEST = Duration.ofMinutes(15);

  private static final int MOST_SLOTS = 120;

  private final Tools tools;

  Offers(Tools tools) {
    this.tools = tools;
  }

  /**
   * What was found.
   *
   * @param refused the times that cannot be, with the reason nearest to being possible
   */
  record Found(List<Offer> offers, List<Refused> refused) {}

  record Refused(Span within, Reason reason) {}

  /**
   * Where an order would be, and within which time.
   *
   * @param wanted how many others were offered something of the crew: who wants what many want goes
   *     away with nothing
   * @param turn of crews that are alike whose turn it is: another one for each request
   */
  private record Choice(Span within, Tour.Place place, String crew, long wanted, int turn) {
    private static final Comparator<Choice> BEST =
        Comparator.comparingLong(Choice::wanted)
            .thenComparing((Choice choice) -> choice.place().cost())
            .thenComparing(choice -> choice.place().stop().start())
            .thenComparing(Choice::turn)
            .thenComparing(Choice::crew);
  }

  /**
   * What a customer asks for.
   *
   * @param most offers that he wants
   */
  record Wish(AppointmentMode mode, Span within, int most, String askedBy) {
    /** Without the days that are over: they are not looked through for nothing. */
    Wish from(Instant day) {
      return within.from().isBefore(day)
          ? new Wish(mode, new Span(day, within.to()), most, askedBy)
          : this;
    }
  }

  /**
   * What offers are found from.
   *
   * @param held what others may still take
   */
  record Asked(WorkOrder order, Wish wish, Instant now, Tours.Rows rows, List<Tentative> held) {}

  /** Reads what offers are found from. */
  Asked read(Connection connection, WorkOrder order, Wish wish, Instant now) throws SQLException {
    String station = order.station();
    if (station == null) {
      return new Asked(order, wish, now, new Tours.Rows(List.of(), Map.of()), List.of());
    }
    Tours.Rows rows = new Tours(tools, connection, now).rows(station, wish.within());
    Set<String> crews = rows.shifts().stream().map(CrewShift::crew).collect(Collectors.toSet());
    return new Asked(
        order,
        wish,
        now,
        rows,
        new OfferTable(connection).held(crews, wish.within(), order.requestNo(), now));
  }

  /** Finds offers; nothing is read or written for that. */
  Found find(Asked asked) {
    WorkOrder order = asked.order();
    Wish wish = asked.wish();
    List<Span> times =
        tools.slots().within(wish.within(), wish.mode(), tools.house().zone(), MOST_SLOTS);
    if (order.station() == null) {
      return new Found(
          List.of(), times.stream().map(one -> new Refused(one, Reason.NO_STATION)).toList());
    }
    // Its own place is free for it when it is to have another time.
    List<Tour> tours =
        asked.rows().play(tools.roads(), asked.now()).stream()
            .map(tour -> tour.without(order.no()).firm())
            .toList();
    Looked looked = look(asked, times, cautious(tours, asked.held()), Map.of());
    if (looked.choices().isEmpty() && !asked.held().isEmpty()) {
      Map<String, Long> wanted =
          asked.held().stream()
              .collect(Collectors.groupingBy(Tentative::crew, Collectors.counting()));
      looked = look(asked, times, tours, wanted);
    }
    Instant until = asked.now().plus(tools.hold());
    List<Offer> offers = new ArrayList<>();
    for (Choice choice : looked.choices()) {
      offers.add(
          new Offer(
              UUID.randomUUID().toString(),
              order.requestNo(),
              order.no(),
              wish.mode(),
              choice.within(),
              choice.crew(),
              choice.place().tour().shift().day(),
              choice.place().stop().start(),
              wish.askedBy(),
              until));
    }
    return new Found(offers, looked.refused());
  }

  /** As if what is under offer to others were taken. */
  private static List<Tour> cautious(List<Tour> tours, List<Tentative> held) {
    Map<String, List<Tentative>> byCrew =
        held.stream().collect(Collectors.groupingBy(Tentative::crew));
    List<Tour> all = new ArrayList<>(tours);
    for (int i = 0; i < all.size(); i++) {
      CrewShift shift = all.get(i).shift();
      for (Tentative one : byCrew.getOrDefault(shift.crew(), List.of())) {
        boolean then = shift.span().distance(one.start()).isZero();
        Tour.Place place = then ? all.get(i).placeFor(one.job()) : null;
        if (place != null) {
          all.set(i, place.tour());
        }
      }
    }
    return all;
  }

  private record Looked(List<Choice> choices, List<Refused> refused) {}

  private static Looked look(
      Asked asked, List<Span> times, List<Tour> tours, Map<String, Long> wanted) {
    List<Choice> choices = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (Span time : times) {
      if (choices.size() == asked.wish().most()) {
        break;
      }
      Span left = left(time, asked.now());
      if (left == null) {
        refused.add(new Refused(time, Reason.PAST));
        continue;
      }
      Span worked = asked.wish().mode() == AppointmentMode.PERIOD ? worked(time, tours) : time;
      Job job = asked.order().job(asked.now()).within(left).firm();
      Choice best = null;
      Reason why = Reason.SHIFT;
      for (Tour tour : tours) {
        if (!tour.shift().span().meets(left)) {
          continue;
        }
        Tour.Answer answer = tour.with(job);
        String crew = tour.shift().crew();
        if (answer instanceof Tour.Place place) {
          int turn = Objects.hash(asked.order().requestNo(), crew);
          Choice choice = new Choice(worked, place, crew, wanted.getOrDefault(crew, 0L), turn);
          best = best == null || Choice.BEST.compare(choice, best) < 0 ? choice : best;
        } else if (answer instanceof Tour.No no) {
          why = no.reason().orNearer(why);
        }
      }
      if (best == null) {
        refused.add(new Refused(time, why));
      } else {
        choices.add(best);
      }
    }
    return new Looked(choices, refused);
  }

  /** A period without the hours before the first shift in it: nobody comes then. */
  private static Span worked(Span period, List<Tour> tours) {
    Instant first =
        tours.stream()
            .map(tour -> tour.shift().span())
            .filter(period::meets)
            .map(Span::from)
            .min(Comparator.naturalOrder())
            .orElse(period.from());
    return first.isAfter(period.from()) ? new Span(first, period.to()) : period;
  }

  /** What of a time is left for a crew to begin in; null when nothing is. */
  static @Nullable Span left(Span time, Instant now) {
    Instant soonest = now.plus(SOONEST);
    if (!time.from().isBefore(soonest)) {
      return time;
    }
    return soonest.isBefore(time.to()) ? new Span(soonest, time.to()) : null;
  }
}
