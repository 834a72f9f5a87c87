package io.lamplighter.intake.call;

import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.intake.call.CallTables.Call;
import io.lamplighter.kit.requests.Receipts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON that goes out, with times in the region's zone. */
final class Views {
  private final ZoneId zone;

  Views(ZoneId zone) {
    this.zone = zone;
  }

  record CallView(
      String callNo,
      String line,
      @Nullable String phone,
      String region,
      String agent,
      String state,
      String openedAt,
      @Nullable String closedAt,
      @Nullable String requestNo,
      @Nullable String outcome) {}

  record CustomerView(
      String customerNo,
      String name,
      @Nullable String address,
      String customerClass,
      boolean important,
      @Nullable String transformer) {}

  record RequestView(
      String requestNo,
      String kind,
      String state,
      int priority,
      @Nullable String text,
      String receivedAt) {}

  record OpenedView(CallView call, List<CustomerView> customers, List<RequestView> openRequests) {}

  CallView of(Call call) {
    Instant closed = call.closedAt();
    return new CallView(
        call.callNo(),
        call.line(),
        call.phone(),
        call.region(),
        call.agent(),
        call.state(),
        time(call.openedAt()),
        closed == null ? null : time(closed),
        call.requestNo(),
        call.outcome());
  }

  OpenedView of(CallDesk.Opened opened) {
    return new OpenedView(
        of(opened.call()),
        opened.customers().stream().map(Views::of).toList(),
        opened.openRequests().stream().map(this::of).toList());
  }

  private static CustomerView of(Customer customer) {
    return new CustomerView(
        customer.customerNo(),
        customer.name(),
        customer.address(),
        customer.customerClass(),
        customer.important(),
        customer.transformer());
  }

  private RequestView of(Request request) {
    return new RequestView(
        request.requestNo(),
        request.kind().wire(),
        request.state().wire(),
        request.priority(),
        request.text(),
        time(request.receivedAt()));
  }

  Map<String, @Nullable Object> of(Receipt receipt) {
    return Receipts.of(receipt, this::time);
  }

  private String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }
}
