package io.lamplighter.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.Location;
import io.lamplighter.api.customers.Customer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer as the contract shows him. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CustomerView(
    String customerNo,
    long version,
    String name,
    List<String> phones,
    @Nullable String address,
    @Nullable Location location,
    String region,
    @JsonProperty("class") String customerClass,
    boolean important,
    @Nullable String cell,
    @Nullable String servicePoint,
    @Nullable String meter,
    @Nullable String transformer,
    @Nullable String feeder,
    List<String> tags) {

  static CustomerView of(Customer customer) {
    return new CustomerView(
        customer.customerNo(),
        customer.version(),
        customer.name(),
        customer.phones(),
        customer.address(),
        customer.location(),
        customer.region(),
        customer.customerClass(),
        customer.important(),
        customer.cell(),
        customer.servicePoint(),
        customer.meter(),
        customer.transformer(),
        customer.feeder(),
        customer.tags().stream().sorted().toList());
  }
}
