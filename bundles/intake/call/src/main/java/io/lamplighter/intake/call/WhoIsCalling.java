package io.lamplighter.intake.call;

import io.lamplighter.api.Page;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.personal.Keys;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may be behind a number, and what he has open. */
final class WhoIsCalling {
  private static final int MOST_CUSTOMERS = 5;
  private static final int MOST_REQUESTS = 20;
  private static final Set<RequestState> OVER =
      EnumSet.of(RequestState.CLOSED, RequestState.CANCELLED, RequestState.MERGED);

  private final Desk desk;
  private final @Nullable Customers customers;

  WhoIsCalling(Desk desk, @Nullable Customers customers) {
    this.desk = desk;
    this.customers = customers;
  }

  /**
   * @param key the number in the form in which phones are compared; empty when it is withheld
   */
  List<Customer> known(Caller asking, String key) {
    if (customers == null || key.isEmpty()) {
      return List.of();
    }
    return customers.find(asking, key, null, null, Page.MAX).items().stream()
        .filter(one -> one.phones().stream().anyMatch(own -> Keys.phone(own).equals(key)))
        .limit(MOST_CUSTOMERS)
        .toList();
  }

  List<Request> openRequests(Caller asking, List<Customer> known) {
    List<Request> open = new ArrayList<>();
    for (Customer customer : known) {
      RequestQuery query =
          new RequestQuery(
              null, null, null, customer.customerNo(), null, null, null, null, null, MOST_REQUESTS);
      desk.find(asking, query).items().stream()
          .filter(request -> !OVER.contains(request.state()))
          .forEach(open::add);
    }
    return open;
  }
}
