package io.lamplighter.api.customers;

import io.lamplighter.api.journal.FactType;
import org.jspecify.annotations.Nullable;

/** What an import writes of a customer, whose number is the entry's subject. */
@FactType(
    value = {"customer.registered", "customer.changed"},
    says = "An import added or changed a customer.")
public record CustomerFact(
    String customerNo,
    String region,
    @FactType.Name("class") String customerClass,
    boolean important,
    @Nullable String transformer) {}
