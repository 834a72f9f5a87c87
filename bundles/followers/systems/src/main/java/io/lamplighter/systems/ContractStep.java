package io.lamplighter.systems;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code contract:<file>?schema=<name>}: the body must be what the contract says; it is a Map or
 * list afterwards, also when it came as JSON text.
 */
record ContractStep(BodySchema contract) implements Processor {
  static Processor of(CamelContext context, String name, Step.Options options) throws Exception {
    return new ContractStep(BodySchema.of(Resources.text(context, name), options.take("schema")));
  }

  @Override
  public void process(Exchange exchange) {
    JsonNode body = Json.tree(exchange.getMessage());
    contract.check(body);
    exchange.getMessage().setBody(Json.plain(body));
  }
}
