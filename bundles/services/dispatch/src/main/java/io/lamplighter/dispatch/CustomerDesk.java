package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.CustomerAppointments;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a customer may do about the time that he was promised, with the limits of strangers. */
@Component(service = CustomerAppointments.class)
public final class CustomerDesk implements CustomerAppointments {
  private static final int MOST = 8;
  private static final int MOST_DAYS = 5;

  private final Tools tools;
  private final Bookings bookings;

  @Activate
  public CustomerDesk(@Reference WorkDesk desk) {
    this(desk.tools());
  }

  CustomerDesk(Tools tools) {
    this.tools = tools;
    bookings = new Bookings(tools);
  }

  @Override
  public Standing standing(String requestNo) {
    List<WorkOrder> open =
        tools.work().read(t -> new WorkTables(t.connection()).ofRequest(requestNo)).stream()
            .filter(Taking::mayBe)
            .toList();
    Time time =
        bookings.ofRequest(Course.SELF, requestNo).stream()
            .filter(one -> one.endedAt() == null)
            .findFirst()
            .map(CustomerDesk::time)
            .orElse(null);
    return new Standing(time, !open.isEmpty());
  }

  private static Time time(Appointment one) {
    return new Time(one.id(), one.mode(), one.within().from(), one.within().to());
  }

  @Override
  public List<Time> offers(String requestNo) {
    Instant now = tools.now();
    // What is said of days in words is so: they end with a day.
    Instant end = tools.span(tools.day(now).plusDays(Bookings.LONGEST_PUBLIC.toDays() - 1)).to();
    Span days = Objects.requireNonNull(Span.ofWholeMinutes(now, end));
    List<Offers.Wish> wishes =
        List.of(
            wish(AppointmentMode.SLOT, days, MOST),
            wish(AppointmentMode.DAY, days, MOST_DAYS),
            wish(AppointmentMode.PERIOD, days, 1));
    return bookings.ask(Caller.PUBLIC, requestNo, wishes).offers().stream()
        .map(one -> new Time(one.id(), one.mode(), one.within().from(), one.within().to()))
        .toList();
  }

  private static Offers.Wish wish(AppointmentMode mode, Span within, int most) {
    return new Offers.Wish(mode, within, most, Caller.PUBLIC.actor());
  }

  @Override
  public Time take(String requestNo, String offer) {
    // In which language fresh offers are said does not matter: they are asked for again.
    return time(bookings.take(Caller.PUBLIC, offer, requestNo, Locale.CHINESE).appointment());
  }

  @Override
  public void giveUp(String requestNo, String appointment) {
    bookings.cancel(Caller.PUBLIC, appointment, requestNo, null);
  }
}
