package io.lamplighter.systems;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.network.Network;

/** The services that routes act on; any of them may be away, and is waited for a moment. */
record RouteServices(Desk desk, Customers customers, Network network, Looks looks) {}
