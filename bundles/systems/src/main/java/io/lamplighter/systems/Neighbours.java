package io.lamplighter.systems;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.network.Network;

/** The services that routes act on, asked for each time: any of them may be away. */
interface Neighbours {
  /**
   * @throws Refusal.Unavailable while it is away
   */
  Desk desk();

  /**
   * @throws Refusal.Unavailable while it is away
   */
  Customers customers();

  /**
   * @throws Refusal.Unavailable while it is away
   */
  Network network();

  static Refusal.Unavailable away(String what) {
    return new Refusal.Unavailable(
        new Text("The part \"" + what + "\" is away for a moment", "“" + what + "”暂不可用"),
        new IllegalStateException("no " + what));
  }
}
